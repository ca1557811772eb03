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
  return chooseSeveral(root, asked === undefined ? [] : [asked])
}

/**
 * The concepts of areas and those of these ids, in the order of lists; all when nothing is asked for.
 *
 * @throws {MisuseError} If there is none of one name.
 */
export function chooseSeveral(root: string, asked: readonly string[]): ConceptEntry[] {
  const concepts = workspaceConcepts(root)
  if (asked.length === 0) return concepts
  const names = [...new Set(concepts.flatMap(({ id, area }) => [area, id]))]
  const unknown = asked.find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new MisuseError(
      `Unknown area or concept "${unknown}".${didYouMean(unknown, names)}\nThere are: ${names.join(', ')}`,
    )
  }
  return concepts.filter(({ id, area }) => asked.includes(id) || asked.includes(area))
}
