import { type intake, type Output, words } from '../../../../server/src/api.ts'

export type HeldItem = NonNullable<Output<typeof intake.getClaim>['items']>[number]

/** In the order of a resume, empty sections left out. */
export function bySection(items: readonly HeldItem[]): [words.Section, HeldItem[]][] {
  return words.SECTIONS.map((section): [words.Section, HeldItem[]] => [section, items.filter((item) => item.section === section)]).filter(
    ([, held]) => held.length > 0,
  )
}
