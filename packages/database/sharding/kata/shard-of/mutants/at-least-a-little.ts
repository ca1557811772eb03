// Fails: gives a shard of weight 0 no key
// A smallest weight, so that no shard is empty.
import { hash } from 'node:crypto'

interface Shard {
  name: string
  weight: number
}

export function shardOf(key: string, shards: readonly Shard[]): string {
  if (shards.some(({ weight }) => !(weight >= 0 && weight < Infinity)))
    throw new RangeError('Cannot find the shard: each weight must be a number of 0 or more')
  if (shards.every(({ weight }) => weight === 0))
    throw new RangeError('Cannot find the shard: at least one must have a weight above 0')
  let best: string | undefined
  let highest = 0
  for (const { name, weight } of shards) {
    const score = -Math.max(weight, 0.01) / Math.log(draw(`${name}/${key}`))
    if (score > highest) [best, highest] = [name, score]
  }
  return best!
}

/** A number between 0 and 1, which is neither. */
function draw(text: string): number {
  return (Number.parseInt(hash('sha256', text).slice(0, 12), 16) + 0.5) / 2 ** 48
}
