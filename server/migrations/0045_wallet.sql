-- Credentials on their way to a person's wallet, and the wallets the operator lists. @see OpenID4VCI 1.0
create table wallet_offers (
  id text primary key,
  person_id text not null references people on delete cascade,
  -- null: the resume; else the one thing held that is offered
  holding_id text references holdings on delete cascade,
  title text not null,
  configurations text[] not null,
  -- made from the secret in the offer's address; neither is stored
  code_hash text not null unique,
  transaction_code_hash text not null,
  tries_left integer not null check (tries_left >= 0),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index wallet_offers_by_person on wallet_offers (person_id, created_at desc);
create index wallet_offers_by_expiry on wallet_offers (expires_at);

-- A pre-authorized code is redeemed once, whatever races.
create table wallet_tokens (
  offer_id text not null references wallet_offers on delete cascade,
  token_hash text not null unique,
  expires_at timestamptz not null,
  constraint offer_is_redeemed_once primary key (offer_id)
);

-- Each form of what is offered goes out once.
create table wallet_deliveries (
  offer_id text not null references wallet_offers on delete cascade,
  configuration_id text not null,
  delivered_at timestamptz not null,
  constraint configuration_is_delivered_once primary key (offer_id, configuration_id)
);

-- Nonces that were used; the others are known by their seal.
create table wallet_used_nonces (
  nonce_hash text not null,
  expires_at timestamptz not null,
  constraint nonce_is_used_once primary key (nonce_hash)
);
create index wallet_used_nonces_by_expiry on wallet_used_nonces (expires_at);

create table wallets (
  id text primary key,
  position integer not null,
  name text not null,
  logo text,
  -- an address with {offer} where the address of the offer goes, percent-encoded
  link text not null
);
