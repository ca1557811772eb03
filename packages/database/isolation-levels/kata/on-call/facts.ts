import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { keepsSomebodyOnCall } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'
import { openDatabase } from '../../src/index.ts'

type Leave = (pool: Pool, doctor: string) => Promise<'left' | 'stays'>

export const facts = defineFacts<Leave, Database>({
  answer: 'leave',
  open: openDatabase,
  facts: {
    'keeps somebody on call, in every order of two doctors who leave': (leave, db) => {
      // The contract gives a level; here the answer has its own.
      const way = (pool: Pool, _level: unknown, me: string) => leave(pool, me)
      return keepsSomebodyOnCall(db, 'read committed', { alice: way, bob: way })
    },

    'lets one of them leave, and neither sees an error': (leave, db) =>
      bothLeave(leave, db, ['alice', 'bob'], (endings) => {
        const failed = Object.keys(endings).find((name) => endings[name]!.kind !== 'finished')
        if (failed !== undefined) return `${failed} gets no answer (${endingText(endings[failed])})`
        return Object.values(endings).every((ending) => answerOf(ending) === 'stays')
          ? 'one of them could leave, and both hear "stays"'
          : undefined
      }),

    'lets both leave when a third one is on call': (leave, db) =>
      bothLeave(leave, db, ['alice', 'bob', 'carol'], (endings) => {
        const kept = Object.keys(endings).find((name) => answerOf(endings[name]) === 'stays')
        return kept && `carol is on call, and ${kept} hears "stays"`
      }),

    'says stays to the last one': async (leave, { pool, plain }) => {
      await putOnCall(plain, ['alice'])
      const answer = await leave(pool, 'alice')
      return answer === 'stays' ? undefined : `alice is the last one, and it answers "${answer}"`
    },
  },
})

/** Alice and Bob leave at the same moment. */
function bothLeave(
  leave: Leave,
  { pool, plain }: Database,
  onCall: readonly string[],
  judge: (endings: Endings) => string | undefined,
): Race {
  return conduct({
    setup: () => putOnCall(plain, onCall),
    actors: { alice: () => leave(pool, 'alice'), bob: () => leave(pool, 'bob') },
    invariant: (endings) => Promise.resolve(judge(endings)),
  })
}

function putOnCall(plain: Pool, doctors: readonly string[]): Promise<unknown> {
  const rows = doctors.map((doctor) => `('${doctor}')`).join(', ')
  return plain.query(`truncate on_call; insert into on_call values ${rows}`)
}
