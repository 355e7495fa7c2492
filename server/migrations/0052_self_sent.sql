-- What a person imported themself is theirs alone: it goes when they go.
alter table credentials add column sent_by_person text references people on delete cascade;
create index credentials_by_sending_person on credentials (sent_by_person) where sent_by_person is not null;
