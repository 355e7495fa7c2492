import { useLanguage } from '../../messages/language.tsx'
import { useVaultWords } from '../../messages/vault/index.ts'
import { writeMoment } from '../../ui/dates.ts'
import { Mark } from '../../ui/seal/mark.tsx'
import type { Vault } from './vault.ts'

type Skill = Vault['skills'][number]

const FORMS = ['json', 'jwt', 'png', 'svg'] as const

/** One proof of one skill: what, who says so, in which work, and the badge to take along. */
export function VaultItem({ skill }: { skill: Skill }) {
  const words = useVaultWords()
  const { messages, locale } = useLanguage()
  const { name, source, method, endorsementType, reviewer, score, verifiedAt, platform, credentialId } = skill
  const how = method === 'assessment' ? words.assessment(score) : (words.types[endorsementType ?? ''] ?? words.human)
  const facts = [
    reviewer && words.reviewer(reviewer.name, reviewer.company),
    reviewer && (reviewer.proved === 'mailbox' ? words.mailbox : words.link),
    reviewer?.personalMailbox && words.personal,
  ].filter(Boolean)
  const uuid = credentialId?.replace(/^urn:uuid:/, '')
  return (
    <li className="py-5 sm:grid sm:grid-cols-[minmax(0,1fr)_auto] sm:gap-6">
      <div className="min-w-0">
        <h2 dir="auto" className="font-serif text-lg font-semibold">
          {name}
        </h2>
        <p className="tabular">
          {how} {words.verifiedOn(writeMoment(verifiedAt, locale))}
        </p>
        {facts.length > 0 && (
          <p dir="auto" className="text-sm text-soft">
            {facts.join(' · ')}
          </p>
        )}
        <p dir="auto" className="text-sm text-soft">
          {[source.title, source.subtitle, source.meta].filter(Boolean).join(' · ')}
        </p>
        {platform && (
          <p dir="auto" className="text-sm text-soft">
            {words.via(platform)}
          </p>
        )}
      </div>
      <div className="mt-3 sm:mt-0 sm:text-right">
        <p className="inline-flex items-center gap-1.5 text-sm font-medium text-verified">
          <Mark verdict="verified" />
          {messages.verdicts.verified.word}
        </p>
        {uuid ? (
          <p className="mt-2 text-sm text-soft">
            {words.download}{' '}
            {FORMS.map((form) => (
              <a
                key={form}
                href={`/api/v1/badges/${uuid}?format=${form}`}
                download={`badge-${uuid}.${form === 'jwt' ? 'jwt' : form}`}
                aria-label={words.formOf(words.forms[form], name)}
                className="ml-2 inline-block py-1 text-ink underline decoration-strong underline-offset-2 hover:decoration-current"
              >
                {words.forms[form]}
              </a>
            ))}
          </p>
        ) : (
          <p className="mt-2 text-sm text-soft">{words.noBadge}</p>
        )}
      </div>
    </li>
  )
}
