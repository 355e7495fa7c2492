-- A day of an own entry is one that was: February 31 is none. What stands there already becomes its month.
update own_entries set start_date = left(start_date, 7)
  where length(start_date) = 10 and left(start_date, 4) <> '0000'
    and right(start_date, 2)::integer > extract(day from make_date(left(start_date, 4)::integer, substr(start_date, 6, 2)::integer, 1) + interval '1 month - 1 day');
update own_entries set end_date = left(end_date, 7)
  where length(end_date) = 10 and left(end_date, 4) <> '0000'
    and right(end_date, 2)::integer > extract(day from make_date(left(end_date, 4)::integer, substr(end_date, 6, 2)::integer, 1) + interval '1 month - 1 day');
update own_entries set start_date = '' where start_date like '0000%';
update own_entries set end_date = '' where end_date like '0000%';
alter table own_entries
  add constraint own_start_is_a_date check (
    case when start_date ~ '^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$' and left(start_date, 4) <> '0000'
      then right(start_date, 2)::integer between 1
        and extract(day from make_date(left(start_date, 4)::integer, substr(start_date, 6, 2)::integer, 1) + interval '1 month - 1 day')
      else start_date = '' or start_date ~ '^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?$' end
  ),
  add constraint own_end_is_a_date check (
    case when end_date ~ '^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$' and left(end_date, 4) <> '0000'
      then right(end_date, 2)::integer between 1
        and extract(day from make_date(left(end_date, 4)::integer, substr(end_date, 6, 2)::integer, 1) + interval '1 month - 1 day')
      else end_date = '' or end_date ~ '^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?$' end
  );
