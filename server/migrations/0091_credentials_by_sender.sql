-- The copies of an assertion a partner has sent are looked for with every upload. Several indexes begin with partner and mode, and of a
-- table that grew since it was last analysed the planner took one of those and read all rows of the partner. Only this index answers to
-- its expression.
create index credentials_by_sender on credentials ((partner_id || ' ' || mode), assertion_id);
drop index credentials_by_assertion;
