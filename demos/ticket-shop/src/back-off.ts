/**
 * How long to wait before the next try, in milliseconds: twice as long each time, up to the most, and
 * anything from half of that, so that all who failed at once do not come back at once.
 *
 * @param tries How often it has failed: 1 or more.
 */
export function backOffMs(
  tries: number,
  { firstMs, mostMs }: { firstMs: number; mostMs: number },
  random: () => number = Math.random,
): number {
  const ms = Math.min(mostMs, firstMs * 2 ** Math.min(tries - 1, 30))
  return ms * (0.5 + random() / 2)
}
