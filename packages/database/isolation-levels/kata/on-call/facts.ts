import { answerOf, conduct, endingText, turn } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { busyPool, defineFacts, overtaken, whileHeld } from '@lab/kata'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { openDatabase } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

type Leave = (pool: Pool, doctor: string) => Promise<'left' | 'stays'>

export const facts = defineFacts<Leave, Database>({
  answer: 'leave',
  open: openDatabase,
  facts: {
    'keeps one doctor on call, in every order of two doctors who leave': (leave, db) => {
      const pools = Array.from({ length: 5 }, db.anotherPool)
      const leaving: Leave = (_, doctor) => leave(busyPool(pools), doctor)
      return bothLeave(leaving, db, ['alice', 'bob'], async () => {
        const { rows } = await db.plain.query('select doctor from on_call')
        return rows.length === 0 ? 'no doctor is on call' : undefined
      })
    },

    'lets one of them leave, and neither sees an error': (leave, db) => [
      bothLeave(leave, db, ['alice', 'bob'], (endings) => {
        const failed = Object.keys(endings).find((name) => endings[name]!.kind !== 'finished')
        if (failed !== undefined) return `${failed} gets no answer (${endingText(endings[failed])})`
        return Object.values(endings).every((ending) => answerOf(ending) === 'stays')
          ? 'one of them could leave, and both get "stays"'
          : undefined
      }),
      ...isOvertaken(leave, db, (alice) =>
        alice?.kind === 'finished'
          ? undefined
          : `others leave meanwhile, and alice gets no answer (${endingText(alice)})`,
      ),
    ],

    'lets both leave when a third one is on call': (leave, db) => [
      bothLeave(leave, db, ['alice', 'bob', 'carol'], (endings) => {
        const kept = Object.keys(endings).find((name) => answerOf(endings[name]) === 'stays')
        return kept && `carol is on call, and ${kept} gets "stays"`
      }),
      ...isOvertaken(leave, db, (alice) =>
        answerOf(alice) === 'stays'
          ? 'dave and erin are on call, and alice gets "stays"'
          : undefined,
      ),
    ],

    'leaves, also when another doctor begins to leave before, and stays after all': async (
      leave,
      { pool, plain },
    ) => {
      await putOnCall(plain, ['alice', 'bob'])
      const bobLeaves = `delete from on_call where doctor = 'bob'`
      const answer = await whileHeld(plain, bobLeaves, () => leave(pool, 'alice'))
      return answer === 'left'
        ? undefined
        : `bob begins to leave, and stays after all; alice gets "${answer}"`
    },

    'takes off the list who leaves, and nobody else': async (leave, { pool, plain }) => {
      for (const doctor of ['alice', `O'Hara, 'Bob' "\\$1"; `, '%']) {
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

    'says stays to the last one, who is on the list all the time': (leave, { pool, plain }) => {
      let seen: number | null = null
      return conduct({
        setup: () => putOnCall(plain, ['alice']),
        actors: {
          alice: () => leave(pool, 'alice'),
          patient: async () => {
            seen = (await pool.query('select from on_call')).rowCount
          },
        },
        invariant: async ({ alice }) => {
          if (answerOf(alice) !== 'stays')
            return `alice is the last one, and her call ${endingText(alice)}`
          if (seen !== 1) return 'alice is the last one, and for a moment no doctor is on call'
          const { rowCount } = await plain.query('select from on_call')
          return rowCount === 1 ? undefined : 'alice is the last one, and is on call no longer'
        },
      })
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

/** Others leave, one after the other, while Alice does; two more stay. */
function isOvertaken(
  leave: Leave,
  { pool, plain }: Database,
  judge: (alice: Endings[string] | undefined) => string | undefined,
): Race[] {
  const many = Array.from({ length: 30 }, (_, index) => `doctor-${index + 1}`)
  const invariant = async ({ alice }: Endings) => judge(alice)
  let next = 0
  const meanwhile = async () => {
    const doctor = many[next++]
    if (doctor === undefined) return
    await turn(`${doctor} leaves`)
    await leaveUnlessLocked(plain, doctor)
  }
  return [
    conduct({
      setup: () => putOnCall(plain, ['alice', 'bob', 'carol', 'dave', 'erin']),
      actors: {
        alice: () => leave(pool, 'alice'),
        others: async () => {
          for (const doctor of ['bob', 'carol']) {
            await turn(`${doctor} leaves`)
            await leaveUnlessLocked(plain, doctor)
          }
        },
      },
      invariant,
    }),
    conduct({
      setup: () => {
        next = 0
        return putOnCall(plain, ['alice', ...many, 'dave', 'erin'])
      },
      actors: { alice: () => leave(overtaken(pool, meanwhile), 'alice') },
      invariant,
    }),
  ]
}

/** One step of a doctor who neither waits for Alice nor tries again. */
function leaveUnlessLocked(plain: Pool, doctor: string): Promise<unknown> {
  const leaving = inTransaction(
    plain,
    async (client) => {
      await client.query(`set local lock_timeout = '10ms'`)
      await client.query('select doctor from on_call')
      await client.query('delete from on_call where doctor = $1', [doctor])
    },
    { level: 'serializable' },
  )
  return leaving.catch(({ code }) => {
    if (code !== '55P03' && code !== '40001') throw new Error(`others fail: ${code}`)
  })
}

async function putOnCall(plain: Pool, doctors: readonly string[]): Promise<void> {
  await plain.query('truncate on_call')
  await plain.query('insert into on_call select unnest($1::text[])', [doctors])
}
