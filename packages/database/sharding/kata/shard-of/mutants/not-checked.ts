// Fails: refuses what leaves no answer with a RangeError
// A negative weight never wins, and no error tells that it was meant otherwise.
import { hash } from 'node:crypto'

interface Shard {
  name: string
  weight: number
}

export function shardOf(key: string, shards: readonly Shard[]): string {
  let best: string | undefined
  let highest = 0
  for (const { name, weight } of shards) {
    const score = -weight / Math.log(draw(`${name}/${key}`))
    if (score > highest) [best, highest] = [name, score]
  }
  if (best === undefined)
    throw new RangeError('Cannot find the shard: at least one must have a weight above 0')
  return best
}

/** A number between 0 and 1, which is neither. */
function draw(text: string): number {
  return (Number.parseInt(hash('sha256', text).slice(0, 12), 16) + 0.5) / 2 ** 48
}
