import { resume } from '../../../../server/src/api.ts'
import { useMessages } from '../../messages/language.tsx'
import { useSharesWords } from '../../messages/shares/index.ts'
import { Choices } from '../../ui/choices.tsx'
import type { Draft, Place } from './share-draft.ts'
import { SwitchLine } from './switch-line.tsx'

export function usePlaceWord(): (place: Place) => string {
  const { places } = useSharesWords()
  const { sections } = useMessages()
  return (place) => places[place] ?? sections[place as keyof typeof sections]
}

/** Everything, or some of it. */
export function PlaceFields({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const { form } = useSharesWords()
  const wordOf = usePlaceWord()
  const set = (place: Place, isShown: boolean) =>
    onDraft({ ...draft, places: resume.EVERY_PLACE.filter((one) => (one === place ? isShown : draft.places.includes(one))) })
  return (
    <div className="space-y-3">
      <Choices
        legend={form.shows}
        value={draft.showsAll ? 'all' : 'some'}
        onValue={(value) => onDraft({ ...draft, showsAll: value === 'all' })}
        options={[
          { value: 'all', word: form.all },
          { value: 'some', word: form.some },
        ]}
      />
      {!draft.showsAll && (
        <ul className="grid gap-2 sm:grid-cols-2">
          {resume.PLACES.map((place) => (
            <li key={place}>
              <SwitchLine label={wordOf(place)} checked={draft.places.includes(place)} onChecked={(isShown) => set(place, isShown)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
