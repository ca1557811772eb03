// Each key lives for a little longer or shorter than the others, by chance.
// It spreads keys that were set together. One hot key still expires for all requests at once.

/**
 * @param options.share How far the time may differ, as a part of it: 0 to 1.
 * @param options.random A number from 0 up to 1.
 */
export function ttlJitter(
  ttlSeconds: number,
  { share, random }: { share: number; random: () => number },
): number {
  return ttlSeconds * (1 - share + 2 * share * random())
}

/** Counts how many of the keys that were set within the first second expire in each second. */
export function expiriesPerSecond(
  keys: number,
  { ttlSeconds, share, random }: { ttlSeconds: number; share: number; random: () => number },
): Map<number, number> {
  const counts = new Map<number, number>()
  for (let key = 0; key < keys; key++) {
    const second = Math.floor(key / keys + ttlJitter(ttlSeconds, { share, random }))
    counts.set(second, (counts.get(second) ?? 0) + 1)
  }
  return counts
}
