import { refusal } from '../core/problem.ts'

export const problems = {
  entry_not_found: refusal('entry_not_found', 'not-found', 'There is no such entry on your resume.'),
  facts_are_locked: refusal<{ fields: string[] }>(
    'facts_are_locked',
    'conflict',
    ({ fields }) => `This came as a credential: ${fields.join(', ')} cannot be changed. Put your own words beside it, or hide it.`,
  ),
  skill_is_verified: refusal('skill_is_verified', 'conflict', 'This skill is verified: its level cannot be changed. You may hide it.'),
  not_a_skill: refusal<{ fields: string[] }>('not_a_skill', 'invalid', ({ fields }) => `Only skills have: ${fields.join(', ')}.`),
  not_an_entry: refusal<{ fields: string[] }>('not_an_entry', 'invalid', ({ fields }) => `Skills do not have: ${fields.join(', ')}.`),
  wording_not_needed: refusal(
    'wording_not_needed',
    'invalid',
    'Own words stand beside an entry that came as a credential. This one is in your own words already.',
  ),
  skill_already_there: refusal<{ id: string }>('skill_already_there', 'conflict', 'This skill is on your resume already.'),
  resume_is_full: refusal<{ limit: number }>(
    'resume_is_full',
    'conflict',
    ({ limit }) => `A resume holds at most ${limit} entries and skills of your own.`,
  ),
  link_not_allowed: refusal<{ url: string }>(
    'link_not_allowed',
    'invalid',
    'A link must be a whole address that begins with http://, https:// or mailto:.',
  ),
  date_unreal: refusal<{ fields: string[] }>(
    'date_unreal',
    'invalid',
    ({ fields }) => `There is no such day: ${fields.join(', ')}. Send a year, a month or a day, like 2024, 2024-02 or 2024-02-29.`,
  ),
  email_unreadable: refusal('email_unreadable', 'invalid', 'This is not an e-mail address.'),
  language_unknown: refusal('language_unknown', 'invalid', 'This is not a language tag such as en, es or pt-BR.'),
}
