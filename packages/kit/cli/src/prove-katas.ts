import { proveKata } from '@lab/kata/prove'
import { readKatas } from '@lab/kata/read'
import type { Kata } from '@lab/kata/read'
import { workspaceConcepts } from './workspace-concepts.ts'

const atOnce = 2

/** Proves the katas of all concepts; says what is wrong with them. */
export async function proveKatas(root: string, signal: AbortSignal): Promise<string[]> {
  const problems: string[] = []
  const waiting: Kata[] = []
  for (const { folder } of workspaceConcepts(root)) {
    try {
      waiting.push(...readKatas(folder))
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      problems.push(error.message)
    }
  }
  const ids = waiting.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) problems.push(`kata ${twice}: two concepts have one of that name`)
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
