-- Webhooks: addresses platforms registered, and deliveries written in the transaction of the fact they tell.
create table webhook_endpoints (
  id text primary key,
  platform_id text not null,
  mode text not null check (mode in ('test', 'live')),
  -- the key that registered it: its secret signs
  key_id text not null,
  url text not null,
  events text[] not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  -- 'deleted' by the platform, or 'gone': it answered 410
  ended_because text check (ended_because in ('deleted', 'gone'))
);
create index webhook_endpoints_by_platform on webhook_endpoints (platform_id, mode) where ended_at is null;

create table deliveries (
  -- also the webhook-id: the same on every try
  id text primary key,
  platform_id text not null,
  mode text not null check (mode in ('test', 'live')),
  key_id text not null,
  -- null for a callback address
  endpoint_id text references webhook_endpoints,
  url text not null,
  event text not null,
  -- whom it is about, for erasure
  subject text,
  body text not null,
  state text not null check (state in ('pending', 'delivered', 'dead')),
  attempts integer not null default 0,
  -- tries of this round; a replay starts a new one
  tries integer not null default 0,
  due_at timestamptz not null,
  -- a sender that has not answered by then is taken for dead
  leased_until timestamptz,
  last_status integer,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index deliveries_due on deliveries (due_at) where state = 'pending';
create index deliveries_by_platform on deliveries (platform_id, mode, created_at desc);
create index deliveries_by_time on deliveries (created_at desc);
create index deliveries_by_subject on deliveries (subject) where subject is not null;
