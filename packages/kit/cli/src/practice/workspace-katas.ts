import type { Kata } from '@lab/kata/read'
import { readKatas } from '@lab/kata/read'
import { MisuseError } from '../misuse-error.ts'
import { didYouMean } from '../nearest-name.ts'
import type { ConceptEntry } from '../workspace-concepts.ts'
import { workspaceConcepts } from '../workspace-concepts.ts'

export interface KataEntry {
  concept: ConceptEntry
  kata: Kata
}

/** Lists the katas of all concepts, in the order of the concepts. */
export function workspaceKatas(root: string): KataEntry[] {
  return workspaceConcepts(root).flatMap((concept) =>
    readKatas(concept.folder).map((kata) => ({ concept, kata })),
  )
}

/**
 * Finds the kata of that id, or those of the concept of that id.
 *
 * @throws {MisuseError} If there is none.
 */
export function requireKatas(root: string, id: string): KataEntry[] {
  const all = workspaceKatas(root)
  const found = all.filter(({ concept, kata }) => kata.id === id || concept.id === id)
  if (found.length > 0) return found
  const names = [...new Set(all.flatMap(({ concept, kata }) => [concept.id, kata.id]))]
  const katas = all.map(({ kata }) => kata.id).join(', ') || 'none yet'
  throw new MisuseError(`Unknown kata "${id}".${didYouMean(id, names)}\nThere are: ${katas}`)
}
