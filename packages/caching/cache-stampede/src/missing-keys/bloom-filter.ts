// A bitmap in Redis. Adding an id sets some bits; an id of which one bit is 0 was never added.
// Costs false positives, and an id cannot be taken out. Redis 8 has this as BF.ADD and BF.EXISTS.
import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'

const key = 'products:known'

export interface BloomFilter {
  add(id: number): Promise<void>
  /** false: the id was never added. true: it was added, or its bits belong to others. */
  mayHave(id: number): Promise<boolean>
}

export function createBloomFilter(
  redis: Redis,
  { bits, hashes }: { bits: number; hashes: number } = { bits: 10_000, hashes: 7 },
): BloomFilter {
  function positions(id: number): number[] {
    const digest = createHash('sha256').update(String(id)).digest()
    const [first, step] = [digest.readUInt32BE(0), digest.readUInt32BE(4)]
    return Array.from({ length: hashes }, (_, index) => (first + index * step) % bits)
  }
  const bitfield = (id: number, words: (position: number) => (string | number)[]) =>
    redis.call('bitfield', key, ...positions(id).flatMap(words)) as Promise<number[]>
  return {
    async add(id) {
      await bitfield(id, (position) => ['set', 'u1', position, 1])
    },
    async mayHave(id) {
      return (await bitfield(id, (position) => ['get', 'u1', position])).every((bit) => bit === 1)
    },
  }
}

/**
 * Gives the share of unknown ids that a filter takes for known ones (B. H. Bloom, 1970, as usually
 * approximated).
 *
 * @param known How many ids were added.
 */
export function falsePositives({
  bits,
  hashes,
  known,
}: Record<'bits' | 'hashes' | 'known', number>) {
  return (1 - Math.exp((-hashes * known) / bits)) ** hashes
}
