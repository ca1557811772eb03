import { hashOf } from '../hash-of.ts'
import type { Route } from './scheme.ts'

/**
 * The hash of the key, modulo the number of shards. Even and stateless; another number of shards
 * gives nearly every key another shard.
 */
export function modulo(shards: readonly string[]): Route {
  return (key) => shards[Math.floor(hashOf(key) * 2 ** 32) % shards.length]!
}
