import type { ConceptEntry } from './workspace-concepts.ts'

/** Writes the concepts by area, each with its question. */
export function conceptListText(concepts: ConceptEntry[], width: number): string {
  if (concepts.length === 0)
    return 'There is no concept yet.\nTry: lab new-concept database/row-locks --kind race\n'
  const indent = Math.max(...concepts.map((concept) => concept.id.length)) + 4
  const areas = Map.groupBy(concepts, (concept) => concept.area)
  return [...areas]
    .map(([area, entries]) =>
      [
        area,
        ...entries.map((entry) =>
          indent + 30 > width
            ? `  ${entry.id}\n      ${entry.question}`
            : `  ${entry.id.padEnd(indent - 2)}${entry.question}`,
        ),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n')
}
