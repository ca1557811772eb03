import type { Client } from 'pg'
import type { DatabaseName, KillableServer } from './open-server.ts'
import type { Connections, Transfer } from './transfer.ts'

export interface Point {
  /** The last statement that was done: `A: commit`; `nothing` before the first one. */
  after: string
  /** The balances when all was resolved; before they were 100 and 0. */
  a: number
  b: number
}

export class CoordinatorDied extends Error {}

/** Gives what was done at each point of a transfer: nothing, and then each of its statements. */
export async function pointsOf(transfer: Transfer): Promise<string[]> {
  const points = ['nothing']
  const to = (name: string) => async (statement: string) => {
    points.push(`${name}: ${statement.replace(/ (set|values) [^]*| 'transfer[^]*/, '')}`)
  }
  await transfer({ shardA: to('A'), shardB: to('B'), log: to('log') }, 0)
  return points
}

/**
 * Runs a transfer with connections of its own, up to the statement that comes after so many. What
 * happens there may end it.
 */
export async function runUntil(
  server: KillableServer,
  transfer: Transfer,
  point: { account: number; sends: number; happens: () => Promise<unknown> },
): Promise<void> {
  const clients = new Map<DatabaseName, Promise<Client>>()
  const clientOf = (database: DatabaseName) => {
    const client = clients.get(database) ?? server.open(database)
    clients.set(database, client)
    return client
  }
  let sent = 0
  const to = (database: DatabaseName) => async (statement: string, values?: unknown[]) => {
    if (sent++ === point.sends) await point.happens()
    await (await clientOf(database)).query(statement, values)
  }
  const connections: Connections = {
    shardA: to('shard_a'),
    shardB: to('shard_b'),
    log: to('coordinator'),
  }
  try {
    await transfer(connections, point.account)
  } catch (error) {
    if (!(error instanceof CoordinatorDied) && !isRefusal(error)) throw error
  } finally {
    for (const client of clients.values()) await (await client).end()
  }
}

/** The resolver has decided (23505), or has ended a part already (42704). */
function isRefusal(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === '23505' || code === '42704'
}

/** Puts 100 into so many accounts of shard A, and none into those of shard B. */
export async function putAccounts(server: KillableServer, count: number): Promise<void> {
  await server.ask('coordinator', 'truncate decisions')
  for (const [shard, balance] of [
    ['shard_a', 100],
    ['shard_b', 0],
  ] as const) {
    await server.ask(shard, 'truncate accounts')
    const insert = 'insert into accounts select id, $2 from generate_series(0, $1::int - 1) as id'
    await server.ask(shard, insert, [count, balance])
  }
}

/** Reads both balances of every account, in the order of the accounts. */
export async function readBalances(server: KillableServer): Promise<{ a: number; b: number }[]> {
  const read = async (shard: DatabaseName): Promise<{ balance: number }[]> =>
    (await server.ask(shard, 'select balance from accounts order by id')).rows
  const [ofA, ofB] = [await read('shard_a'), await read('shard_b')]
  return ofA.map(({ balance }, account) => ({ a: balance, b: ofB[account]!.balance }))
}
