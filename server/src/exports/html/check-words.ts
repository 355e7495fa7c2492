import { dataBlock, type Markup } from './markup.ts'
import type { PageWords } from './words/page-words.ts'

/** The words the page's script needs, with `{…}` where something goes. */
export const checkWords = ({ verdicts, checks, outcomes, unnamedCheck, checkHere, check }: PageWords): Markup =>
  dataBlock(
    {
      verdicts: Object.fromEntries(Object.entries(verdicts).map(([verdict, { word }]) => [verdict, word])),
      checks,
      outcomes,
      unnamedCheck: unnamedCheck('{id}'),
      checkHere,
      running: check.running,
      agrees: check.agrees('{word}'),
      differs: check.differs('{here}', '{there}'),
      failed: check.failed,
      direct: [1, 2].map(check.direct).map(withPlace),
      relayed: [1, 2].map(check.relayed).map(withPlace),
      nothingAsked: check.nothingAsked,
    },
    { type: 'application/json', id: 'check-words' },
  )

const withPlace = (sentence: string): string => sentence.replace('2', '{n}')
