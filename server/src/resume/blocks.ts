import type { OrderedPlace, Section } from '../core/words.ts'

/** What stands under one heading of a resume. */
export interface Block<E, S> {
  /** also names its heading */
  name: OrderedPlace
  /** the places that stand in it: more than one where skills stand with the entries of their section */
  places: OrderedPlace[]
  /** the summary; empty elsewhere */
  text: string
  entries: readonly E[]
  skills: readonly S[]
}

interface Arranged<E, S> {
  profile: { summary: string }
  sections: readonly { name: Section; entries: readonly E[] }[]
  skills: readonly S[]
  order: readonly OrderedPlace[]
}

function contentOf<E, S>({ profile, sections, skills }: Arranged<E, S>, place: OrderedPlace): Omit<Block<E, S>, 'name' | 'places'> {
  if (place === 'Summary') return { text: profile.summary, entries: [], skills: [] }
  if (place === 'Skills') return { text: '', entries: [], skills }
  return { text: '', entries: sections.find(({ name }) => name === place)?.entries ?? [], skills: [] }
}

/** Each place that has something in it, in order: what can be moved. Skills without entries beside them bear the name of their section. Pure. */
export function movablesOf<E, S>(resume: Arranged<E, S>): Block<E, S>[] {
  const filled = resume.order
    .map((place): Block<E, S> => ({ name: place, places: [place], ...contentOf(resume, place) }))
    .filter(({ text, entries, skills }) => text !== '' || entries.length + skills.length > 0)
  if (filled.some(({ name }) => name === 'Skills and Abilities')) return filled
  return filled.map((one) =>
    one.name === 'Skills' ? { ...one, name: 'Skills and Abilities', places: ['Skills and Abilities', 'Skills'] } : one,
  )
}

/** A resume as it is drawn: skills that come right behind the entries of their section stand under its heading. Pure. */
export function blocksOf<E, S>(resume: Arranged<E, S>): Block<E, S>[] {
  const movables = movablesOf(resume)
  const at = movables.findIndex(({ name }) => name === 'Skills')
  const [before, apart] = [movables[at - 1], movables[at]]
  if (!apart || before?.name !== 'Skills and Abilities') return movables
  return movables.toSpliced(at - 1, 2, { ...before, places: [...before.places, ...apart.places], skills: apart.skills })
}
