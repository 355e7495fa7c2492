import { resume as contract } from '../../../../server/src/api.ts'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { Choices } from '../../ui/choices.tsx'
import { AccentField } from './accent-field.tsx'
import { useActions } from './actions.ts'
import { Disclosure } from './disclosure.tsx'
import { LanguageField } from './language-field.tsx'
import type { Resume } from './resume-queries.ts'

/** How the resume is set: template, colour, paper, language and direction. */
export function LookEditor({ settings }: { settings: Resume['settings'] }) {
  const words = useBuilderWords()
  const { setHead } = useActions()
  return (
    <Disclosure title={words.look}>
      <div className="space-y-6">
        <Choices
          legend={words.template}
          options={contract.TEMPLATES.map((value) => ({ value, word: words.templates[value]![0], text: words.templates[value]![1] }))}
          value={settings.template}
          onValue={(template) => setHead({ settings: { template } })}
        />
        <AccentField accent={settings.accent} onAccent={(accent, visit) => setHead({ settings: { accent } }, visit)} />
        <Choices
          legend={words.paper}
          options={contract.PAPERS.map((value) => ({ value, word: words.papers[value]! }))}
          value={settings.paper}
          onValue={(paper) => setHead({ settings: { paper } })}
        />
        <LanguageField settings={settings} onChange={(change, visit) => setHead({ settings: change }, visit)} />
        <Choices
          legend={words.direction}
          options={contract.DIRECTIONS.map((value) => ({ value, word: words.directions[value]! }))}
          value={settings.direction}
          onValue={(direction) => setHead({ settings: { direction } })}
        />
      </div>
    </Disclosure>
  )
}
