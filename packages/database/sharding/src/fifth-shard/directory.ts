import { hashOf } from '../hash-of.ts'
import type { Route } from './scheme.ts'

const buckets = 1_000

/**
 * A key has a bucket for ever, and a table says which shard has the bucket. The table is small and
 * may place a bucket anywhere; every reader needs it, and needs its newest version.
 */
export function directory(shards: readonly string[]): Route {
  const [first, ...later] = shards
  const table = Array.from({ length: buckets }, () => first!)
  for (const [index, shard] of later.entries()) {
    const share = Math.floor(buckets / (index + 2))
    // The one that joins takes from those that have more than their share.
    for (let taken = 0; taken < share; taken++) table[table.indexOf(fullest(table))] = shard
  }
  return (key) => table[Math.floor(hashOf(key) * buckets)]!
}

function fullest(table: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const shard of table) counts.set(shard, (counts.get(shard) ?? 0) + 1)
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}
