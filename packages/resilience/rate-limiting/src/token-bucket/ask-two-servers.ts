import type { Allow } from '../naive-limiter.ts'

/**
 * Asks two servers, the second one with a clock that is a minute ahead: 10 requests to each at the
 * same moment, then one every 6 seconds to the first. The limit is 10 a minute.
 *
 * @param allowOn Makes the way for a server, given its clock and the true time, in milliseconds.
 */
export async function askTwoServers(
  allowOn: (serverNow: () => number, trueNow: () => number) => Allow,
): Promise<{ atOnce: number; later: number }> {
  let nowMs = 1_800_000_000_000
  const right = allowOn(
    () => nowMs,
    () => nowMs,
  )
  const ahead = allowOn(
    () => nowMs + 60_000,
    () => nowMs,
  )
  let atOnce = 0
  for (const server of [right, ahead]) {
    for (let request = 0; request < 10; request++) if (await server('api')) atOnce += 1
  }
  let later = 0
  for (let request = 0; request < 9; request++) {
    nowMs += 6_000
    if (await right('api')) later += 1
  }
  return { atOnce, later }
}
