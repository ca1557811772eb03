import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { Pool } from 'pg'
import { countStatements, holdAt, openPool } from './hold-at.ts'
import type { CrashPoint, HeldWay } from './hold-at.ts'

/** One way to move 10 from an account to another one. */
export type Transfer = (pool: Pool, from: number, to: number) => Promise<void>

export interface CrashOutcome {
  /** The statement at which it was stopped, or undefined when the transfer was over. */
  statement: string | undefined
  stopped: CrashPoint['stopped'] | 'answered'
  told: 'done' | 'no answer'
  /** The balances of both accounts, which held 100 and 0. */
  from: number
  to: number
}

export interface CrashReport {
  outcomes: CrashOutcome[]
  /** At how many points one half of a transfer is there. */
  halves: number
  /** How many transfers the client was told of that are not there. */
  lost: number
  /** How many are there that the client got no answer of. */
  unanswered: number
  violation: string | undefined
}

interface Started {
  /** Which of the ways. */
  number: number
  point: CrashPoint | undefined
  way: HeldWay
  pool: Pool
  told: Promise<CrashOutcome['told']>
}

/**
 * The contract of every way: at whichever point the server is killed, a transfer is there as a whole
 * or not at all, and it is there when the client was told so.
 *
 * For each point a client of its own moves 10 between two accounts of its own, and is stopped there.
 * When all have been stopped, the server is killed once and started again.
 *
 * @param ways One after another, so that no later commit takes the log of the last way to the disk.
 */
export async function survivesEveryCrash(
  server: DedicatedPostgres,
  ways: readonly Transfer[],
): Promise<CrashReport[]> {
  const started: Started[] = []
  await emptyAccounts(server)
  for (const [number, transfer] of ways.entries()) {
    const statements = await countStatements(server.url, (pool) => transfer(pool, 0, 0))
    const points = [...pointsOf(statements), undefined]
    const first = started.length
    await openAccounts(server, first, points.length)
    for (const [index, point] of points.entries())
      started.push(await startTransfer(server.url, { transfer, number, point }, first + index))
    await Promise.all(started.map(({ way, point, told }) => (point ? way.held : told)))
  }
  await server.crash()
  const told = await Promise.all(
    started.map(async (one) => {
      await one.way.cut()
      return one.told
    }),
  )
  await server.restart()
  const balances = await readAccounts(server)
  for (const { pool, way } of started) {
    await pool.end()
    await way[Symbol.asyncDispose]()
  }
  const outcomes = started.map(({ number, point, way }, index) => ({
    number,
    statement: point && way.statements[point.statement],
    stopped: point?.stopped ?? ('answered' as const),
    told: told[index]!,
    ...balances[index]!,
  }))
  return ways.map((_, way) => report(outcomes.filter(({ number }) => number === way)))
}

function pointsOf(statements: number): CrashPoint[] {
  return Array.from({ length: statements }, (_, statement) => [
    { statement, stopped: 'not received' as const },
    { statement, stopped: 'not answered' as const },
  ]).flat()
}

async function startTransfer(
  url: string,
  { transfer, number, point }: Pick<Started, 'number' | 'point'> & { transfer: Transfer },
  pair: number,
): Promise<Started> {
  const way = await holdAt(url, point)
  const pool = openPool(way.url)
  const told = transfer(pool, 2 * pair + 1, 2 * pair + 2).then(
    () => 'done' as const,
    () => 'no answer' as const,
  )
  return { number, point, way, pool, told }
}

async function emptyAccounts(server: DedicatedPostgres): Promise<void> {
  const client = await server.connect()
  await client.query('truncate accounts')
  await client.end()
}

async function openAccounts(
  server: DedicatedPostgres,
  first: number,
  pairs: number,
): Promise<void> {
  const client = await server.connect()
  await client.query(
    `insert into accounts select n, case n % 2 when 1 then 100 else 0 end
     from generate_series($1::int, $2::int) as n`,
    [2 * first + 1, 2 * (first + pairs)],
  )
  await client.end()
}

async function readAccounts(server: DedicatedPostgres): Promise<{ from: number; to: number }[]> {
  const client = await server.connect()
  const { rows } = await client.query(
    `select a.balance as from, b.balance as to
     from accounts a join accounts b on b.id = a.id + 1 where a.id % 2 = 1 order by a.id`,
  )
  await client.end()
  return rows
}

function report(outcomes: CrashOutcome[]): CrashReport {
  const halves = outcomes.filter(({ from, to }) => from + to !== 100).length
  const lost = outcomes.filter(({ told, to }) => told === 'done' && to === 0).length
  const unanswered = outcomes.filter(({ told, to }) => told === 'no answer' && to === 10).length
  const violations = [
    halves > 0 && `at ${halves} of ${outcomes.length} points one half of the transfer is there`,
    lost > 0 && 'the client was told "done", and the transfer is not there',
  ].filter((one) => one !== false)
  return { outcomes, halves, lost, unanswered, violation: violations[0] }
}
