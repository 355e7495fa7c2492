import { sql } from 'kysely'
import type { Db } from '../../platform/db/client.ts'

/**
 * A text that is another one as soon as any row changed that a person's resume is made of: the versions PostgreSQL itself gives to rows.
 * Two equal texts mean an equal `getResumeView`, in one small query instead of reading it all.
 *
 * @see PostgreSQL, "System Columns"
 */
export async function findResumeVersion(db: Db, personId: string): Promise<string> {
  const { rows } = await sql<{ version: string }>`/* kept as resume-version */ select md5(concat_ws('|',
      (select concat(p.xmin, p.ctid) from people p where p.id = ${personId}),
      (select concat(r.xmin, r.ctid) from resumes r where r.person_id = ${personId}),
      (select string_agg(concat(i.xmin, i.ctid), ',' order by i.item_id) from resume_items i where i.person_id = ${personId}),
      '/',
      (select string_agg(concat(o.xmin, o.ctid), ',' order by o.id) from own_entries o where o.person_id = ${personId}),
      '/',
      (select string_agg(concat(h.xmin, h.ctid, a.xmin, a.ctid, c.xmin, c.ctid, s.xmin, s.ctid), ',' order by h.id) from holdings h
        join assertions a on a.id = h.assertion_row join credentials c on c.id = a.credential_id join partners s on s.id = c.partner_id
        where h.person_id = ${personId}))) as version`.execute(db)
  return rows[0]!.version
}
