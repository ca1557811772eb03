import type { Scheme } from './scheme.ts'

/** Gives which share of the keys moves when one shard joins so many others. */
export function keysMoved(scheme: Scheme, shards: number, keys: readonly string[]): number {
  const names = Array.from({ length: shards + 1 }, (_, number) => `shard-${number + 1}`)
  const [before, after] = [scheme(names.slice(0, -1)), scheme(names)]
  return keys.filter((key) => before(key) !== after(key)).length / keys.length
}

/**
 * Gives how much the fullest of five shards has, as a multiple of its fair part: the mean over twenty
 * sets of names, since one set may be lucky.
 */
export function fullestOfFive(scheme: Scheme, keys: readonly string[]): number {
  const sets = Array.from({ length: 20 }, (_, set) =>
    Array.from({ length: 5 }, (_shard, number) => `set-${set}-shard-${number + 1}`),
  )
  const fullest = sets.map((names) => {
    const held = [...Map.groupBy(keys, scheme(names)).values()]
    return (Math.max(...held.map(({ length }) => length)) * names.length) / keys.length
  })
  return fullest.reduce((sum, one) => sum + one, 0) / sets.length
}
