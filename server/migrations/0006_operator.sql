-- One-time links and sessions of whoever runs this server.
create table operator_links (
  code_hash text primary key,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table operator_sessions (
  token_hash text primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
