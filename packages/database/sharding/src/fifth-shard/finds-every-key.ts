import type { Pool } from 'pg'
import { fifthShard, fiveShards, fourShards } from '../open-shards.ts'
import type { Shards } from '../open-shards.ts'
import { moveKeys } from './move-keys.ts'
import type { Scheme } from './scheme.ts'

export const keys = Array.from({ length: 1_000 }, (_, number) => `customer-${number}`)
/** A fifth of all keys has to move, for a fifth shard; this is a little more. */
export const mostMoved = 250
/** What a shard may hold of 1,000 keys: its share of four, and some more. */
export const mostHeld = 300

export interface Joined {
  /** How many of all keys are found before, as each old shard has given its keys, and after it. */
  found: number[]
  moved: number
  /** Of the moved ones, how many went between two of the four old shards. */
  movedBetweenOld: number
  /** How many rows each of the five databases has at the end. */
  held: number[]
  violation: string | undefined
}

/**
 * The contract of every scheme: each key that was written is found before, while and after the fifth
 * shard joins, few keys move, and no shard holds far more than its part.
 */
export async function findsEveryKey(
  { pools }: Shards,
  scheme: Scheme,
  { moves }: { moves: 'nothing' | 'what has another shard' },
): Promise<Joined> {
  const [before, after] = [scheme(fourShards), scheme(fiveShards)]
  await Promise.all([...pools.values()].map((pool) => pool.query('truncate customers')))
  for (const [shard, part] of groups(keys, before)) await write(pools.get(shard)!, part)

  const found = [await countFound(pools, [before])]
  const moving = moves === 'nothing' ? [] : keys.filter((key) => before(key) !== after(key))
  for (const [from, leaving] of groups(moving, before)) {
    for (const [to, part] of groups(leaving, after))
      await moveKeys(pools.get(from)!, pools.get(to)!, part)
    // The old shard first, while it moves.
    found.push(await countFound(pools, [before, after]))
  }
  found.push(await countFound(pools, [after]))

  const held = await Promise.all([...pools.values()].map(countRows))
  const movedBetweenOld = moving.filter((key) => after(key) !== fifthShard).length
  const joined = { found, moved: moving.length, movedBetweenOld, held }
  return { ...joined, violation: violationOf(joined) }
}

function violationOf({ found, moved, held }: Omit<Joined, 'violation'>): string | undefined {
  const missed = keys.length - Math.min(...found)
  if (missed > 0) return `${missed} of ${keys.length} keys are not found`
  if (moved > mostMoved) return `${moved} of ${keys.length} keys move`
  const most = Math.max(...held)
  return most > mostHeld ? `one shard holds ${most} of ${keys.length} keys` : undefined
}

export function groups(
  all: readonly string[],
  groupOf: (key: string) => string,
): Map<string, string[]> {
  return Map.groupBy(all, groupOf)
}

async function write(pool: Pool, part: readonly string[]): Promise<void> {
  await pool.query(`insert into customers select id, 'Ada' from unnest($1::text[]) as id`, [part])
}

/** Asks for each key by its first route, and for what was not found by the next one. */
async function countFound(
  pools: Shards['pools'],
  routes: readonly ((key: string) => string)[],
): Promise<number> {
  let missing: readonly string[] = keys
  for (const route of routes) {
    const asked = [...groups(missing, route)].map(([shard, part]) =>
      pools
        .get(shard)!
        .query('select id from customers where id = any($1)', [part])
        .then(({ rows }) => rows.map(({ id }) => id as string)),
    )
    const known = new Set((await Promise.all(asked)).flat())
    missing = missing.filter((key) => !known.has(key))
  }
  return keys.length - missing.length
}

async function countRows(pool: Pool): Promise<number> {
  const { rows } = await pool.query('select count(*)::int as count from customers')
  return rows[0].count
}
