import { useMemo, useState } from 'react'
import { useLanguage } from '../../messages/language.tsx'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { DraftField } from './draft-field.tsx'
import { isFineLanguage } from './fine-texts.ts'
import type { Resume } from './resume-queries.ts'

type Settings = Resume['settings']

const COMMON = 'ar bn cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt pt-BR ro ru sv th tr uk ur vi zh-Hans zh-Hant'.split(' ')
const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi'])
const OTHER = 'other'

const directionOf = (tag: string): Settings['direction'] => (RIGHT_TO_LEFT.has(tag.split('-')[0]!.toLowerCase()) ? 'rtl' : 'ltr')
const written = (language: string) => ({ language, direction: directionOf(language) })

function namedLanguages(locale: string): (readonly [tag: string, name: string])[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const { compare } = new Intl.Collator(locale)
  return COMMON.map((tag) => [tag, names.of(tag) ?? tag] as const).toSorted(([, a], [, b]) => compare(a, b))
}

interface Props {
  settings: Settings
  onChange: (change: Partial<Settings>, visit?: string) => void
}

/** The language the resume is written in; the direction of writing follows it. */
export function LanguageField({ settings, onChange }: Props) {
  const words = useBuilderWords()
  const { locale } = useLanguage()
  const [isOther, setIsOther] = useState(!COMMON.includes(settings.language))
  const options = useMemo(() => namedLanguages(locale), [locale])
  const choose = (value: string) => {
    setIsOther(value === OTHER)
    if (value !== OTHER) onChange(written(value))
  }
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={words.language}
        value={isOther ? OTHER : settings.language}
        options={[...options, [OTHER, words.otherLanguage]]}
        onValue={choose}
      />
      {isOther && (
        <DraftField
          label={words.languageTag}
          hint={words.languageHint}
          dir="ltr"
          maxLength={35}
          isFine={isFineLanguage}
          wrong={words.problems.language_unknown!}
          saved={settings.language}
          onSave={(tag, visit) => onChange(written(tag), visit)}
        />
      )}
    </div>
  )
}
