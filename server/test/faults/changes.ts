import type { TestApp } from '../app.ts'

/**
 * What has been committed since it was last asked, by any connection: one line per table and kind of change, with how many rows.
 * A rolled-back change was never there; a job of the queue counts like a row.
 */
export interface Changes {
  take(): Promise<string[]>
}

export async function watchChanges({ database }: TestApp): Promise<Changes> {
  await database.script(`
    create table noted_changes (what text not null);
    create function note_change() returns trigger language plpgsql as $note$ begin
      if tg_op <> 'UPDATE' or new::text is distinct from old::text then
        insert into public.noted_changes (what) values (tg_table_name || ' ' || lower(tg_op));
      end if;
      return null;
    end $note$;
    create function note_job() returns trigger language plpgsql as $note$ begin
      if new.name not like '\\_\\_%' then insert into public.noted_changes (what) values ('job ' || new.name); end if;
      return null;
    end $note$;
    create trigger note_job after insert on jobs.job for each row execute function note_job();
    do $watch$ declare name text; begin
      for name in select tablename from pg_tables where schemaname = 'public' and tablename not in ('migrations', 'noted_changes') loop
        execute format('create trigger note_change after insert or update or delete on %I for each row execute function note_change()', name);
      end loop;
    end $watch$;`)
  return {
    take: async () => {
      const { rows } = await database.executeSql(
        'with taken as (delete from noted_changes returning what) select what, count(*)::int as n from taken group by what order by what',
        [],
      )
      return (rows as { what: string; n: number }[]).map(({ what, n }) => `${what} x ${n}`)
    },
  }
}
