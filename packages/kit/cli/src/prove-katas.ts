import { proveKata } from '@lab/kata/prove'
import { readKatas } from '@lab/kata/read'
import type { Kata } from '@lab/kata/read'
import { workspaceConcepts } from './workspace-concepts.ts'

const atOnce = 2

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

/** Proves katas; says what is wrong with them. */
export async function proveKatas(katas: readonly Kata[], signal: AbortSignal): Promise<string[]> {
  const problems: string[] = []
  const waiting = [...katas]
  const prove = async () => {
    for (let kata = waiting.shift(); kata !== undefined; kata = waiting.shift()) {
      signal.throwIfAborted()
      const { id } = kata
      problems.push(...(await proveKata(kata)).map((problem) => `kata ${id}: ${problem}`))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, prove))
  return problems.toSorted()
}
