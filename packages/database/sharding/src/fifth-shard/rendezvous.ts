import { hashOf } from '../hash-of.ts'
import type { Route } from './scheme.ts'

/**
 * Every shard draws a number for the key, and the highest has it. A shard that joins takes the keys
 * for which it draws the highest, and no other key moves. Costs a hash for each shard.
 */
export function rendezvous(shards: readonly string[]): Route {
  return (key) => {
    let [best, highest] = [shards[0]!, -1]
    for (const shard of shards) {
      const drawn = hashOf(`${shard}/${key}`)
      if (drawn > highest) [best, highest] = [shard, drawn]
    }
    return best
  }
}
