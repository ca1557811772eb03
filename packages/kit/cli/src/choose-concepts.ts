import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'
import { workspaceConcepts } from './workspace-concepts.ts'
import type { ConceptEntry } from './workspace-concepts.ts'

/**
 * The concepts of an area, the one of that id, or all when nothing is asked for.
 *
 * @throws {MisuseError} If there is none of that name, or more than one name.
 */
export function chooseConcepts(
  root: string,
  command: string,
  [asked, ...more]: readonly string[],
): ConceptEntry[] {
  if (more.length > 0) {
    const received = [asked, ...more].join(', ')
    throw new MisuseError(`lab ${command} takes one area or concept, received ${received}`)
  }
  const concepts = workspaceConcepts(root)
  const chosen = concepts.filter(
    ({ id, area }) => asked === undefined || asked === id || asked === area,
  )
  if (chosen.length > 0 || asked === undefined) return chosen
  const names = [...new Set(concepts.flatMap(({ id, area }) => [area, id]))]
  throw new MisuseError(
    `Unknown area or concept "${asked}".${didYouMean(asked, names)}\nThere are: ${names.join(', ')}`,
  )
}
