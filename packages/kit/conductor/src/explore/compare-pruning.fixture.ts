import { postgres } from '@lab/servers/postgres'
import type { ClientBase, Pool } from 'pg'
import { conduct } from '../conduct.ts'
import { crashable } from '../program.ts'
import type { Race } from '../conduct.ts'
import { endingText } from '../ending.ts'
import { watch } from '../watch.ts'
import type { ArbitraryActor, ArbitraryProgram } from './arbitrary-program.fixture.ts'
import { rowsText, schemaText } from './arbitrary-schema.fixture.ts'
import type { Exploration } from './explore.ts'

export type Comparison =
  | { kind: 'equal'; orders: number; runs: number }
  /** Too many orders to run every one. */
  | { kind: 'skipped'; orders: number }
  | { kind: 'differs'; pruned: string[]; all: string[] }

/** A database that programs share, one after the other: to open it costs more than most programs. */
export interface World {
  compare(program: ArbitraryProgram, mostOrders: number): Promise<Comparison>
  [Symbol.asyncDispose](): Promise<void>
}

// What is dropped makes the catalog larger, and every next schema slower.
const programsOfDatabase = 40

export function createWorld(): World {
  let clients: Clients | undefined
  let programs = 0
  const close = async () => {
    await clients?.close()
    clients = undefined
  }
  return {
    async compare(program, mostOrders) {
      const expected = expectedOrders(program)
      // Waits leave some out; most are as many.
      if (expected > 2 * mostOrders) return { kind: 'skipped', orders: expected }
      if (programs++ % programsOfDatabase === 0) await close()
      clients ??= await openClients()
      return comparePruning(clients, program, mostOrders)
    },
    [Symbol.asyncDispose]: close,
  }
}

interface Clients {
  plain: Pool
  /** A watched pool of so many clients. */
  poolOf(clients: number): Pool
  close(): Promise<void>
}

async function openClients(): Promise<Clients> {
  const db = await postgres()
  const plain = db.pool({ max: 1 })
  const pools = new Map<number, Pool>()
  return {
    plain,
    poolOf(max) {
      const pool = pools.get(max) ?? watch(db.pool({ max }))
      pools.set(max, pool)
      return pool
    },
    async close() {
      await Promise.all([plain.end(), ...[...pools.values()].map((pool) => pool.end())])
      await db[Symbol.asyncDispose]()
    },
  }
}

/** Compares a pruned exploration with one that runs every order. */
async function comparePruning(
  { plain, poolOf }: Clients,
  program: ArbitraryProgram,
  mostOrders: number,
): Promise<Comparison> {
  await plain.query(
    `drop schema public cascade; create schema public; ${schemaText(program.schema)}`,
  )
  return compareWays(raceOf(program, plain, poolOf(program.clients)), mostOrders)
}

/** How many orders there are of the actors' steps when none waits or fails. */
function expectedOrders({ actors }: ArbitraryProgram): number {
  const all: readonly ArbitraryActor[] = actors
  const lengths = all.map(({ begin, body, savepoint }) =>
    begin === undefined ? 3 : body.length + 2 + (savepoint === undefined ? 0 : 1),
  )
  let orders = 1
  let length = 0
  for (const own of lengths) {
    for (let step = 1; step <= own; step++) orders = (orders * ++length) / step
  }
  return Math.round(orders)
}

/** Compares what a pruned exploration finds with what one finds that runs every order. */
export async function compareWays(race: Race, mostOrders: number): Promise<Comparison> {
  const pruned = await race.explore({ runs: mostOrders })
  if (!pruned.exhaustive || pruned.schedules > mostOrders) {
    return { kind: 'skipped', orders: pruned.schedules }
  }
  const all = await race.explore({ prune: false, runs: mostOrders * 2 })
  const [one, other] = [summary(pruned), summary(all)]
  return one.join() === other.join()
    ? { kind: 'equal', orders: all.schedules, runs: pruned.runs }
    : { kind: 'differs', pruned: one, all: other }
}

function raceOf({ schema, actors, crash }: ArbitraryProgram, plain: Pool, pool: Pool) {
  const all: readonly ArbitraryActor[] = actors
  const [alice, bob, carol] = all.map((actor) => () => act(pool, actor, schema.items))
  const changesSchema = all.some(({ body }) => body.some((text) => /made|extra/.test(text)))
  const anew = `drop schema public cascade; create schema public; ${schemaText(schema)};`
  let runs = 0
  return conduct({
    setup: () => {
      const rows = rowsText(schema, runs++ % 10 === 0 ? 'truncate' : 'delete')
      return plain.query(`${changesSchema ? anew : ''}${rows}`)
    },
    actors: {
      alice: alice!,
      bob: crash ? crashable(bob!) : bob!,
      ...(carol === undefined ? {} : { carol }),
    },
    observe: async () => {
      const { rows } = await plain.query(`
        select (select json_agg(i) from ${schema.items} i) as items, (select json_agg(c) from children c) as children,
          (select json_agg(g) from grandchildren g) as grand, (select json_agg(l) from log l) as log,
          (select json_agg(n) from counters n) as counters, (select last_value from numbers) as numbers`)
      return rows[0]
    },
  })
}

/** Runs one actor's statements; an error ends its transaction, or goes back to its savepoint. */
async function act(pool: Pool, actor: ArbitraryActor, items: string): Promise<unknown> {
  const seen: unknown[] = []
  const client = await pool.connect()
  try {
    if (actor.begin !== undefined) await client.query(actor.begin)
    for (const [index, text] of actor.body.entries()) {
      if (actor.savepoint === index) await client.query('savepoint here')
      const hasSavepoint = actor.savepoint !== undefined && index >= actor.savepoint
      try {
        const result = await client.query(text.replaceAll('ITEMS', items))
        seen.push(Array.isArray(result) ? result.length : valuesOf(result))
      } catch (error) {
        seen.push((error as { code?: string }).code)
        if (!hasSavepoint) throw error
        await client.query('rollback to here')
      }
    }
    if (actor.end !== undefined) await client.query(actor.end)
  } catch (error) {
    seen.push((error as { code?: string }).code)
    if (actor.begin !== undefined) await rollback(client)
  } finally {
    client.release()
  }
  return seen
}

async function rollback(client: ClientBase): Promise<void> {
  await client.query('rollback')
}

function valuesOf({ rows, rowCount }: { rows: object[]; rowCount: number | null }): unknown {
  return rows.length > 0 ? rows.map((row) => Object.values(row)) : rowCount
}

/** The outcomes with their numbers of orders: what must not depend on pruning. */
export function summary({ outcomes, schedules, waits }: Exploration): string[] {
  const lines = outcomes.map(({ endings, state, schedules: count }) => {
    const texts = Object.entries(endings).map(([name, ending]) => `${name} ${endingText(ending)}`)
    return `${count} × ${texts.join(', ')} | ${JSON.stringify(state)}`
  })
  return [`${schedules} orders, ${waits} with waits`, ...lines.toSorted()]
}
