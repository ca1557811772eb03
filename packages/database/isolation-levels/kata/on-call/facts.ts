import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { openDatabase } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

type Leave = (pool: Pool, doctor: string) => Promise<'left' | 'stays'>

export const facts = defineFacts<Leave, Database>({
  answer: 'leave',
  open: openDatabase,
  facts: {
    'keeps one doctor on call, in every order of two doctors who leave': (leave, db) =>
      bothLeave(leave, db, ['alice', 'bob'], async () => {
        const { rows } = await db.plain.query('select doctor from on_call')
        return rows.length === 0 ? 'no doctor is on call' : undefined
      }),

    'lets one of them leave, and neither sees an error': (leave, db) =>
      bothLeave(leave, db, ['alice', 'bob'], (endings) => {
        const failed = Object.keys(endings).find((name) => endings[name]!.kind !== 'finished')
        if (failed !== undefined) return `${failed} gets no answer (${endingText(endings[failed])})`
        return Object.values(endings).every((ending) => answerOf(ending) === 'stays')
          ? 'one of them could leave, and both get "stays"'
          : undefined
      }),

    'lets both leave when a third one is on call': (leave, db) =>
      bothLeave(leave, db, ['alice', 'bob', 'carol'], (endings) => {
        const kept = Object.keys(endings).find((name) => answerOf(endings[name]) === 'stays')
        return kept && `carol is on call, and ${kept} gets "stays"`
      }),

    'takes off the list who leaves, and nobody else': async (leave, { pool, plain }) => {
      for (const doctor of ['alice', `O'Hara, "Bob"`]) {
        const others = ['Alice', 'al', 'carol']
        await putOnCall(plain, [doctor, ...others])
        const answer = await leave(pool, doctor)
        const { rows } = await plain.query('select doctor from on_call order by doctor collate "C"')
        const left = rows.map((row) => row.doctor).join('; ')
        const told = `${doctor} leaves, ${others.join('; ')} are on call as well`
        if (answer !== 'left') return `${told}: it answers "${answer}"`
        if (left !== others.join('; ')) return `${told}: now ${left || 'nobody'} is on call`
      }
      return undefined
    },

    'says stays to the last one, who is still on the list': async (leave, { pool, plain }) => {
      await putOnCall(plain, ['alice'])
      const answer = await leave(pool, 'alice')
      if (answer !== 'stays') return `alice is the last one, and it answers "${answer}"`
      const { rowCount } = await plain.query('select from on_call')
      return rowCount === 1 ? undefined : 'alice is the last one, and is on call no longer'
    },
  },
})

/** Alice and Bob leave at the same moment. */
function bothLeave(
  leave: Leave,
  { pool, plain }: Database,
  onCall: readonly string[],
  judge: (endings: Endings) => string | undefined | Promise<string | undefined>,
): Race {
  return conduct({
    setup: () => putOnCall(plain, onCall),
    actors: { alice: () => leave(pool, 'alice'), bob: () => leave(pool, 'bob') },
    invariant: async (endings) => judge(endings),
  })
}

async function putOnCall(plain: Pool, doctors: readonly string[]): Promise<void> {
  await plain.query('truncate on_call')
  await plain.query('insert into on_call select unnest($1::text[])', [doctors])
}
