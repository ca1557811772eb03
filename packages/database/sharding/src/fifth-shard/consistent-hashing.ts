import { hashOf } from '../hash-of.ts'
import type { Route, Scheme } from './scheme.ts'

/**
 * Each shard stands at many places of a ring, and a key belongs to the next place after its hash.
 * A lookup is one binary search. With one place for each shard the parts differ widely.
 */
export function consistentHashing(virtualNodes: number): Scheme {
  return (shards): Route => {
    const places = shards
      .flatMap((shard) =>
        Array.from({ length: virtualNodes }, (_, n) => ({ shard, at: hashOf(`${shard}#${n}`) })),
      )
      .toSorted((one, other) => one.at - other.at)
    return (key) => {
      const at = hashOf(key)
      let [low, high] = [0, places.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (places[middle]!.at < at) low = middle + 1
        else high = middle
      }
      // After the last place comes the first one: it is a ring.
      return places[low % places.length]!.shard
    }
  }
}
