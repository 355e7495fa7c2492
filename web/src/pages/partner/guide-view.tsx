import { usePartnerWords } from '../../messages/partner/index.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import { FactTable } from '../developers/fact-table.tsx'

const SAMPLE = `{
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "id": "urn:uuid:6a2b6f3e-0c1d-4a3c-9d0e-5f0b1f6f7a10",
  "issuer": { "id": "did:web:school.example", "type": ["Profile"], "name": "Our school" },
  "validFrom": "2026-05-01T00:00:00Z",
  "evidence": [{ "id": "https://school.example/pieces/lesson-plan", "type": ["Evidence"], "name": "A lesson plan" }],
  "credentialSubject": {
    "type": ["AchievementSubject"],
    "result": [{
      "type": ["Result"],
      "resultDescription": "urn:uuid:0b7d0e6c-7a52-4c1b-8b57-0a4f8f0d2c11",
      "value": "advanced",
      "alignment": [{ "type": ["Alignment"], "targetName": "Lesson planning", "targetUrl": "https://school.example/skills/lesson-planning" }]
    }],
    "achievement": {
      "id": "https://school.example/skills/teaching",
      "type": ["Achievement"],
      "achievementType": "SkillsAndAbilities",
      "name": "Skills of the teaching course",
      "description": "Carries the skills below.",
      "criteria": { "narrative": "Observed in class." },
      "resultDescription": [{
        "id": "urn:uuid:0b7d0e6c-7a52-4c1b-8b57-0a4f8f0d2c11",
        "type": ["ResultDescription"], "name": "Level", "resultType": "Status"
      }],
      "alignment": [{
        "type": ["Alignment"],
        "targetName": "Lesson planning",
        "targetUrl": "https://school.example/skills/lesson-planning",
        "targetDescription": "Plans lessons that reach their goal.",
        "targetFramework": "School skills 2026"
      }]
    }
  }
}`

/** How to send skills, and what becomes of each field. */
export function GuideView() {
  const { guide: words } = usePartnerWords()
  return (
    <div className="max-w-3xl space-y-12">
      <section aria-labelledby="skills">
        <h2 id="skills" className="font-serif text-xl font-semibold">
          {words.skillsTitle}
        </h2>
        <p className="mt-1 max-w-[66ch] text-soft">{words.lead}</p>
        <Lines texts={words.skills} />
      </section>
      <section aria-labelledby="fields">
        <h2 id="fields" className="font-serif text-xl font-semibold">
          {words.fieldsTitle}
        </h2>
        <FactTable caption={words.fieldsTitle} columns={words.fieldColumns} rows={words.fields} />
        <h3 className="mt-8 font-semibold">{words.orderTitle}</h3>
        <Lines texts={words.order} />
        <h3 className="mt-8 font-semibold">{words.signedTitle}</h3>
        <Lines texts={words.signed} />
        <div className="mt-8">
          <CodeBlock label={words.sample} code={SAMPLE} />
        </div>
      </section>
      <section aria-labelledby="ids">
        <h2 id="ids" className="font-serif text-xl font-semibold">
          {words.idsTitle}
        </h2>
        <Lines texts={words.ids} />
        <p className="mt-6 text-sm text-soft">{words.whole}</p>
      </section>
    </div>
  )
}

function Lines({ texts }: { texts: readonly string[] }) {
  return (
    <ul className="mt-3 list-disc space-y-2 pl-5">
      {texts.map((text) => (
        <li key={text} className="max-w-[66ch]">
          <WithCode text={text} />
        </li>
      ))}
    </ul>
  )
}
