-- A pull comes back by an address of ours: its key is a secret like the token, and kept as a hash.
alter table recipient_tokens rename column return_key to return_key_hash;
-- somebody else's browser came back with it: nothing it brought is ever shown
alter table recipient_tokens add column refused_at timestamptz;
create index recipient_tokens_by_envelope on recipient_tokens (envelope_id);
create index recipient_tokens_by_session on recipient_tokens (session_id);
