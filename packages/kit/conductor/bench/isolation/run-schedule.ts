import { conduct } from '@lab/conductor'
import type { Timeline } from '@lab/conductor'
import type { Client } from 'pg'
import type { Sessions, SessionSupply } from './open-sessions.ts'
import type { Spec } from './parse-spec.ts'
import { printReply } from './print-reply.ts'
import { actorOf } from './read-timeline.ts'
import type { Scripts } from './read-timeline.ts'

export interface Ran {
  timeline: Timeline
  /** Of each statement of each session's script. */
  replies: ReadonlyMap<string, string[][]>
  teardown: string[]
  messages: Record<string, string[]>
}

/** Runs the sessions in the order of these words; behind them each goes on to its end. */
export async function runSchedule(
  spec: Spec,
  scripts: Scripts,
  supply: SessionSupply,
  words: readonly string[],
): Promise<Ran> {
  let sessions = await supply.open()
  const replies = new Map<string, string[][]>()
  const act = async (session: string) => {
    for (const sql of scripts.get(session)!) {
      replies.get(session)!.push(await printReply(sessions.clients.get(session)!, sql))
    }
  }
  let isSetUp = false
  const tearDown = async () => {
    isSetUp = false
    await rollBackPrepared(sessions.control)
    return spec.teardown === undefined ? [] : printReply(sessions.control, spec.teardown)
  }
  const race = conduct({
    // The conductor may run an order more than once, and cuts the connections of who waits for ever.
    setup: async () => {
      if (isSetUp) await tearDown()
      sessions = await supply.open()
      // A file with one order need not tear down all that it made.
      await setUp(sessions, spec).catch(async () => {
        sessions = await supply.openAnew()
        await setUp(sessions, spec)
      })
      isSetUp = true
      sessions.listen()
      for (const session of scripts.keys()) replies.set(session, [])
    },
    actors: Object.fromEntries(
      [...scripts.keys()].map((session) => [actorOf(session), () => act(session)]),
    ),
  })
  try {
    const { timeline } = await race.attempt(words.map(actorOf).join(' '))
    return { timeline, replies, messages: sessions.messages, teardown: await tearDown() }
  } catch (error) {
    await tearDown()
    throw error
  }
}

/** A schedule that leaves the order may leave a prepared transaction, for whose locks the teardown would wait. */
async function rollBackPrepared(control: Client): Promise<void> {
  const { rows } = await control.query<{ name: string }>(
    'select quote_literal(gid) as name from pg_prepared_xacts where database = current_database()',
  )
  for (const { name } of rows) await control.query(`rollback prepared ${name}`)
}

async function setUp({ control }: Sessions, { setups }: Spec): Promise<void> {
  for (const sql of setups) await control.query(sql)
}
