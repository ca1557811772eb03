import { readFile } from 'node:fs/promises'
import { dedicatedKafka } from '@lab/servers/dedicated-kafka'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { dedicatedRedis } from '@lab/servers/dedicated-redis'
import type { Omission } from '../src/without.ts'

export type Servers = Awaited<ReturnType<typeof openServers>>

/** Servers of the shop's own, because the trial stops and restarts them. */
export async function openServers(without: readonly Omission[] = []) {
  await using opening = new AsyncDisposableStack()
  const [postgres, redis, kafka] = await Promise.all([
    // A restart must not lose what was committed.
    dedicatedPostgres().then((server) => opening.use(server)),
    dedicatedRedis().then((server) => opening.use(server)),
    dedicatedKafka({ settings: { 'group.min.session.timeout.ms': '500' } }).then((server) =>
      opening.use(server),
    ),
  ])
  const pool = postgres.pool({ max: 4 })
  const schema = await readFile(new URL('../schema.sql', import.meta.url), 'utf8')
  await pool.query(schema)
  // The constraint is the second line of the locks and of the inbox: whoever leaves those out
  // has seldom thought of it.
  if (without.includes('row-locks') || without.includes('inbox'))
    await pool.query('alter table tickets drop constraint one_ticket_a_seat')
  for (const topic of ['commands', 'events']) await kafka.topic(topic, { partitions: 4 })
  const held = opening.move()
  return { postgres, redis, kafka, pool, [Symbol.asyncDispose]: () => held[Symbol.asyncDispose]() }
}
