-- One of a person's addresses is the first one to write to; and an account may be on its way out.
alter table person_emails add column is_primary boolean not null default false;
update person_emails e set is_primary = true
  where e.address = (select f.address from person_emails f where f.person_id = e.person_id order by f.proved_at, f.address limit 1);
create unique index one_address_is_primary on person_emails (person_id) where is_primary;

-- when everything is to be gone; until then it can be undone
alter table people add column erase_at timestamptz;
-- a process that has not finished by then is taken for dead
alter table people add column erase_leased_until timestamptz;
create index people_to_erase on people (erase_at) where erase_at is not null;
