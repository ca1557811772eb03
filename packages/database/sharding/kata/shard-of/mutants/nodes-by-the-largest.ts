// Fails: moves no key between two shards that stay as they are
// The largest weight has 400 virtual nodes: when it grows, all others lose some.
import { hash } from 'node:crypto'

interface Shard {
  name: string
  weight: number
}

export function shardOf(key: string, shards: readonly Shard[]): string {
  if (shards.some(({ weight }) => !(weight >= 0 && weight < Infinity)))
    throw new RangeError('Cannot find the shard: each weight must be a number of 0 or more')
  const largest = Math.max(0, ...shards.map(({ weight }) => weight))
  if (largest === 0)
    throw new RangeError('Cannot find the shard: at least one must have a weight above 0')
  const signature = shards
    .map(({ name, weight }) => `${name} ${weight}`)
    .toSorted()
    .join()
  let ring = rings.get(signature)
  if (ring === undefined) {
    ring = shards
      .flatMap(({ name, weight }) =>
        Array.from({ length: Math.round((weight / largest) * 400) }, (_, node) => ({
          name,
          at: draw(`${name}#${node}`),
        })),
      )
      .toSorted((one, other) => one.at - other.at)
    rings.set(signature, ring)
  }
  const at = draw(key)
  return (ring.find((place) => place.at >= at) ?? ring[0]!).name
}

const rings = new Map<string, { name: string; at: number }[]>()

/** A number between 0 and 1, which is neither. */
function draw(text: string): number {
  return (Number.parseInt(hash('sha256', text).slice(0, 12), 16) + 0.5) / 2 ** 48
}
