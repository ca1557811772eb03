import type { NaiveLimiter } from '../rate-limiter.ts'

/**
 * Asks two servers, the second one with a clock that is a minute ahead: 10 requests to each at the
 * same moment, then one every 6 seconds to the first. The limit is 10 a minute.
 *
 * @param limiterOn Makes the limiter of a server, given its clock and the true time, in milliseconds.
 */
export async function askTwoServers(
  limiterOn: (serverNowMs: () => number, trueNowMs: () => number) => NaiveLimiter,
): Promise<{ atOnce: number; later: number }> {
  let nowMs = 1_800_000_000_000
  const trueNowMs = () => nowMs
  const right = limiterOn(trueNowMs, trueNowMs)
  const ahead = limiterOn(() => nowMs + 60_000, trueNowMs)
  let atOnce = 0
  for (const server of [right, ahead]) {
    for (let request = 0; request < 10; request++) {
      if ((await server.consume('api')).allowed) atOnce += 1
    }
  }
  let later = 0
  for (let request = 0; request < 9; request++) {
    nowMs += 6_000
    if ((await right.consume('api')).allowed) later += 1
  }
  return { atOnce, later }
}
