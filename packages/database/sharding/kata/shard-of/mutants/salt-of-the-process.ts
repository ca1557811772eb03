// Fails: finds the same shard in every process
// A salt against keys that are chosen to collide: another one in each process.
import { hash, randomBytes } from 'node:crypto'

interface Shard {
  name: string
  weight: number
}

const salt = randomBytes(8).toString('hex')

export function shardOf(key: string, shards: readonly Shard[]): string {
  if (shards.some(({ weight }) => !(weight >= 0 && weight < Infinity)))
    throw new RangeError('Cannot find the shard: each weight must be a number of 0 or more')
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
  return (Number.parseInt(hash('sha256', salt + text).slice(0, 12), 16) + 0.5) / 2 ** 48
}
