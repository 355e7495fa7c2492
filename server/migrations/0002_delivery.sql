-- Mails: written in the transaction of the fact they tell, sent afterwards.
create table mails (
  id text primary key,
  to_address text not null,
  purpose text not null,
  mode text not null check (mode in ('test', 'live')),
  subject text not null,
  body_text text not null,
  body_html text not null,
  state text not null check (state in ('pending', 'sent', 'kept', 'captured', 'failed')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index mails_by_address on mails (to_address, created_at desc);
create index mails_by_time on mails (created_at desc);
