import type { Route } from './scheme.ts'

interface Part {
  from: number
  shard: string
}

const last = 1_000

/**
 * Each shard has the customers from one number up to the next. Neighbours are read from one shard. A
 * shard that joins takes half of the largest range: the others keep all that they have.
 */
export function range(shards: readonly string[]): Route {
  const parts: Part[] = []
  for (const shard of shards) {
    const sizes = parts.map(({ from }, index) => (parts[index + 1]?.from ?? last) - from)
    const largest = sizes.indexOf(Math.max(...sizes))
    const from = parts.length === 0 ? 0 : parts[largest]!.from + sizes[largest]! / 2
    parts.splice(largest + 1, 0, { from, shard })
  }
  return (key) => {
    const number = Number(key.slice(key.indexOf('-') + 1))
    return parts.findLast(({ from }) => number >= from)!.shard
  }
}
