import { refusal } from '../../core/problem.ts'

export const problems = {
  import_empty: refusal('import_empty', 'invalid', 'There is nothing to read. Send a file, a text or an address.'),
  import_not_recognized: refusal(
    'import_not_recognized',
    'invalid',
    'This is neither a credential nor a resume that can be read here. Send Open Badges or CLR (JSON, JWT, PNG, SVG), a resume PDF made here, JSON Resume or LER-RS.',
  ),
  import_is_page: refusal(
    'import_is_page',
    'invalid',
    'This is a web page, not a credential. Look there for a download of the badge (JSON, PNG or SVG) and send that.',
  ),
  import_broken: refusal<{ because: string }>('import_broken', 'invalid', ({ because }) => `This cannot be read: ${because}`),
  import_without_credential: refusal<{ what: string }>(
    'import_without_credential',
    'invalid',
    ({ what }) => `This ${what} holds no credential. A plain picture or print of a badge cannot be checked; ask for the badge file itself.`,
  ),
  import_unreachable: refusal(
    'import_unreachable',
    'invalid',
    'Nothing could be read at this address. It must be public, answer within 5 seconds and hold at most 10 MB.',
  ),
  import_names_another: refusal(
    'import_names_another',
    'forbidden',
    'This credential was issued to an e-mail address that is not one of yours. If it is, add that address to your account and import it again.',
  ),
  import_taken: refusal('import_taken', 'conflict', 'This credential is on another person’s resume already, so it cannot be added here.'),
  import_there_already: refusal('import_there_already', 'conflict', 'This is on your resume already.'),
}
