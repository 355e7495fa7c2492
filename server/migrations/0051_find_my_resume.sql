-- An envelope made because its recipient asked for what is held; it repeats what others brought.
alter table envelopes add column found boolean not null default false;
-- what somebody who looks for a resume may name
create index envelopes_by_recipient_email on envelopes (partner_id, mode, lower(recipient ->> 'email')) where bound_person_id is null;
create index envelopes_by_recipient_student_id on envelopes (partner_id, mode, (recipient ->> 'studentId')) where bound_person_id is null;
