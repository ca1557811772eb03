// Fails: moves no key between two shards that stay as they are
// Each shard stands in a list as often as its weight says: another length moves nearly all keys.
import { hash } from 'node:crypto'

interface Shard {
  name: string
  weight: number
}

export function shardOf(key: string, shards: readonly Shard[]): string {
  if (shards.some(({ weight }) => !(weight >= 0 && weight < Infinity)))
    throw new RangeError('Cannot find the shard: each weight must be a number of 0 or more')
  const sum = shards.reduce((all, { weight }) => all + weight, 0)
  const places = shards
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(({ name, weight }) =>
      Array.from({ length: Math.round((weight / sum) * 200) }, () => name),
    )
  if (places.length === 0)
    throw new RangeError('Cannot find the shard: at least one must have a weight above 0')
  return places[Math.floor(draw(key) * places.length)]!
}

/** A number between 0 and 1, which is neither. */
function draw(text: string): number {
  return (Number.parseInt(hash('sha256', text).slice(0, 12), 16) + 0.5) / 2 ** 48
}
