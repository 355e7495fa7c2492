-- how often a mail was handed to a mail server that has not answered: it may have gone out each time
alter table mails add column unanswered int not null default 0;
