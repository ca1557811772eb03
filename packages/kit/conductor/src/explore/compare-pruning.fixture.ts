import type { Postgres } from '@lab/servers/postgres'
import type { ClientBase, Pool } from 'pg'
import { conduct, crashable } from '../conduct.ts'
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

/** Compares a pruned exploration with one that runs every order. */
export async function comparePruning(
  db: Postgres,
  program: ArbitraryProgram,
  mostOrders: number,
): Promise<Comparison> {
  const plain = db.pool({ max: 1 })
  const pool = watch(db.pool({ max: program.clients }))
  try {
    await plain.query(
      `drop schema public cascade; create schema public; ${schemaText(program.schema)}`,
    )
    return await compareWays(raceOf(program, plain, pool), mostOrders)
  } finally {
    await Promise.all([plain.end(), pool.end()])
  }
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
