import { type intake, type Output, words } from '../../../../server/src/api.ts'

type HeldItem = NonNullable<Output<typeof intake.getClaim>['items']>[number]

/** What a list of arrived things shows of each: as held, or as found in a document. */
export type ShownItem = Omit<HeldItem, 'kind'> & {
  kind: HeldItem['kind'] | 'own'
  /** why it cannot be chosen; left out when somebody else has it */
  why?: string | undefined
}

/** In the order of a resume, empty sections left out. */
export function bySection(items: readonly ShownItem[]): [words.Section, ShownItem[]][] {
  return words.SECTIONS.map((section): [words.Section, ShownItem[]] => [section, items.filter((item) => item.section === section)]).filter(
    ([, held]) => held.length > 0,
  )
}
