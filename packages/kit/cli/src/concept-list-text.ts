import { wrapText } from '@lab/stage'
import type { ConceptEntry } from './workspace-concepts.ts'

/** Writes the concepts by area, each with its question. */
export function conceptListText(concepts: ConceptEntry[], width: number): string {
  if (concepts.length === 0)
    return 'There is no concept yet.\nTry: lab new-concept database/row-locks --kind race\n'
  const longest = Math.max(...concepts.map((concept) => concept.id.length)) + 4
  const isNarrow = longest + 30 > width
  const indent = isNarrow ? 6 : longest
  const areas = Map.groupBy(concepts, (concept) => concept.area)
  return [...areas]
    .map(([area, entries]) =>
      [
        area,
        ...entries.map(({ id, question }) => {
          const lines = wrapText(question, width - indent).join(`\n${' '.repeat(indent)}`)
          return isNarrow ? `  ${id}\n      ${lines}` : `  ${id.padEnd(indent - 2)}${lines}`
        }),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n')
}
