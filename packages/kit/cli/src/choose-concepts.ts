import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'
import { workspaceConcepts } from './workspace-concepts.ts'
import type { ConceptEntry } from './workspace-concepts.ts'

/**
 * The concepts of an area, the one of that id, or all.
 *
 * @throws {MisuseError} If there is none of that name.
 */
export function chooseConcepts(root: string, asked: string | undefined): ConceptEntry[] {
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
