-- A status list counts only when it is signed by the issuer of the credential: the server's did:web (''), or the did:key of one of its keys.
alter table status_lists add column issuer text not null default '';
