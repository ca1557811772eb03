// Fails: gives a shard that joins its part
// Keeps in mind where a key is as long as no shard leaves or changes. One that joins gets none.
import { hash } from 'node:crypto'

interface Shard {
  name: string
  weight: number
}

const known = new Map<string, string>()
let seen: Shard[] = []

export function shardOf(key: string, shards: readonly Shard[]): string {
  if (shards.some(({ weight }) => !(weight >= 0 && weight < Infinity)))
    throw new RangeError('Cannot find the shard: each weight must be a number of 0 or more')
  if (
    !seen.every((old) => shards.some((now) => now.name === old.name && now.weight === old.weight))
  )
    known.clear()
  seen = shards.map((shard) => ({ ...shard }))
  const before = known.get(key)
  if (before !== undefined) return before
  let best: string | undefined
  let highest = 0
  for (const { name, weight } of shards) {
    const score = -weight / Math.log(draw(`${name}/${key}`))
    if (score > highest) [best, highest] = [name, score]
  }
  if (best === undefined)
    throw new RangeError('Cannot find the shard: at least one must have a weight above 0')
  known.set(key, best)
  return best
}

/** A number between 0 and 1, which is neither. */
function draw(text: string): number {
  return (Number.parseInt(hash('sha256', text).slice(0, 12), 16) + 0.5) / 2 ** 48
}
