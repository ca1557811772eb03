import { readKatas } from '@lab/kata/read'
import type { Kata } from '@lab/kata/read'
import { workspaceConcepts } from './workspace-concepts.ts'

/** Reads the katas of all concepts; says what is wrong with them before any is proven. */
export function findKatas(root: string): { katas: Kata[]; problems: string[] } {
  const problems: string[] = []
  const katas: Kata[] = []
  for (const { folder } of workspaceConcepts(root)) {
    try {
      katas.push(...readKatas(folder))
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      problems.push(error.message)
    }
  }
  const ids = katas.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) problems.push(`kata ${twice}: two concepts have one of that name`)
  return { katas, problems }
}
