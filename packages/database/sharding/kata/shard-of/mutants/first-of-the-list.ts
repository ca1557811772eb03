// Fails: refuses what leaves no answer with a RangeError
// Without a shard that may have keys, the first one gets them.
import { hash } from 'node:crypto'

interface Shard {
  name: string
  weight: number
}

export function shardOf(key: string, shards: readonly Shard[]): string {
  if (shards.some(({ weight }) => !(weight >= 0 && weight < Infinity)))
    throw new RangeError('Cannot find the shard: each weight must be a number of 0 or more')
  let best: string | undefined
  let highest = 0
  for (const { name, weight } of shards) {
    const score = -weight / Math.log(draw(`${name}/${key}`))
    if (score > highest) [best, highest] = [name, score]
  }
  return best ?? shards[0]!.name
}

/** A number between 0 and 1, which is neither. */
function draw(text: string): number {
  return (Number.parseInt(hash('sha256', text).slice(0, 12), 16) + 0.5) / 2 ** 48
}
