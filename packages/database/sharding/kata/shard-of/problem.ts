import { hash } from 'node:crypto'

interface Shard {
  name: string
  weight: number
}

export function shardOf(key: string, shards: readonly Shard[]): string {
  const number = Number.parseInt(hash('sha256', key).slice(0, 8), 16)
  return shards[number % shards.length]!.name
}
