import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Redis } from 'ioredis'
import type { KeySpace } from './open-redis.ts'

/** One way to ask whether a user's guess may be compared with the code. */
export type Admit = (redis: Redis, user: string) => Promise<'compare' | 'refuse'>

/**
 * The contract of every way: two of three guesses are used, two more come at the same time, and
 * exactly one of them is compared.
 */
export function comparesThreeGuesses({ clients, plain }: KeySpace, admit: Admit): Race {
  const [first, second] = clients
  return conduct({
    setup: async () => {
      await plain.flushdb()
      await admit(plain, 'alice')
      await admit(plain, 'alice')
    },
    actors: { first: () => admit(first, 'alice'), second: () => admit(second, 'alice') },
    invariant: async (endings) => {
      const all = Object.entries(endings)
      const failed = all.find(([, ending]) => ending.kind !== 'finished')
      if (failed !== undefined) return `${failed[0]} got no answer (${endingText(failed[1])})`
      const compared = 2 + all.filter(([, ending]) => answerOf(ending) === 'compare').length
      return compared === 3 ? undefined : `${compared} guesses compared`
    },
  })
}
