-- A person can have skills of their own verified: under a platform of the server itself, which no operator sees and no key opens.
alter table platforms add column built_in boolean not null default false;
create unique index one_platform_is_built_in on platforms (built_in) where built_in;

-- who started it themselves; null where a platform did
alter table verifications add column person_id text references people on delete cascade;
create index verifications_by_person on verifications (person_id, created_at) where person_id is not null;
