import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { Pool } from 'pg'
import { countStatements, holdAt, openPool } from '../crash/hold-at.ts'
import type { CrashPoint, HeldWay } from '../crash/hold-at.ts'

export interface Order {
  /** Made by the client before its first try. */
  id: string
  from: number
  to: number
}

/**
 * One way to move 10 from one account to another one, also when the commit is not answered.
 *
 * @param isBack Resolves when the server can be asked again.
 */
export type Move = (pool: Pool, order: Order, isBack: () => Promise<void>) => Promise<void>

/** What became of commits that were not answered. */
export type Lost = 'the server' | 'the connection'

export interface Moved {
  told: string
  moved: number
  violation: string | undefined
}

export interface MovedAtLast {
  /** The commit had not arrived. */
  commitLost: Moved
  /** The commit was done, and its answer did not arrive. */
  answerLost: Moved
}

interface Started {
  order: Order
  way: HeldWay
  pool: Pool
  told: Promise<string>
}

/**
 * The contract: a client whose commit is not answered ends with its 10 moved once. When the server
 * is back, other clients come first, as some of many do.
 *
 * Each way has two clients, stopped before their commit and after it. All are lost at once.
 */
export async function movesOnce(
  server: DedicatedPostgres,
  moves: readonly Move[],
  lost: Lost,
): Promise<MovedAtLast[]> {
  const plain = openPool(server.url)
  await plain.query('truncate accounts, transfers')
  const statements: number[] = []
  for (const [number, move] of moves.entries()) {
    const order = { id: `dry run ${number}`, from: 0, to: 0 }
    statements.push(await countStatements(server.url, (pool) => move(pool, order, async () => {})))
  }
  await plain.query(
    `insert into accounts select n, case n % 2 when 1 then 100 else 0 end
     from generate_series(0, $1::int) as n`,
    [4 * moves.length],
  )
  const back = Promise.withResolvers<void>()
  const started: Started[] = []
  // First those that commit: a later commit would take the log of the others to the disk.
  for (const stopped of ['not answered', 'not received'] as const) {
    for (const [number, move] of moves.entries()) {
      const point = { statement: statements[number]! - 1, stopped }
      const at = { place: started.length, url: server.url, isBack: () => back.promise }
      started.push(await startMove(move, point, at))
    }
  }
  await lose(server, started, lost)
  // One for each client: after a crash they get the numbers that are in no log.
  for (const _ of started)
    await plain.query('update accounts set balance = balance + 1 where id = 0')
  back.resolve()
  const told = await Promise.all(started.map((one) => one.told))
  const { rows } = await plain.query('select id, balance from accounts')
  const balances = new Map<number, number>(rows.map(({ id, balance }) => [id, balance]))
  for (const { pool, way } of started) {
    await pool.end()
    await way[Symbol.asyncDispose]()
  }
  await plain.end()
  const outcomes = started.map(({ order }, index) => judge(told[index]!, balances.get(order.to)!))
  return moves.map((_, number) => ({
    answerLost: outcomes[number]!,
    commitLost: outcomes[moves.length + number]!,
  }))
}

/** Begins a transfer of 10 between two accounts of its own; returns when it is stopped. */
async function startMove(
  move: Move,
  point: CrashPoint,
  { place, url, isBack }: { place: number; url: string; isBack: () => Promise<void> },
): Promise<Started> {
  const way = await holdAt(url, point)
  const pool = openPool(way.url)
  const order = { id: `transfer-${place}`, from: 2 * place + 1, to: 2 * place + 2 }
  const told = move(pool, order, isBack).then(
    () => 'done',
    (error: Error) => error.message,
  )
  await way.held
  return { order, way, pool, told }
}

/** Ends the connections of all clients, by a crash or alone, and lets new ones pass. */
async function lose(
  server: DedicatedPostgres,
  started: readonly Started[],
  lost: Lost,
): Promise<void> {
  if (lost === 'the server') await server.crash()
  for (const { way } of started) await way.cut()
  if (lost === 'the server') await server.restart()
  for (const { way } of started) await way.open()
}

function judge(told: string, moved: number): Moved {
  const asTold = told === 'done' && moved === 10
  return {
    told,
    moved,
    violation: asTold ? undefined : `the client was told "${told}", and ${moved} were moved`,
  }
}
