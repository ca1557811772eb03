import type { Served } from './serve.ts'

interface LittlesLaw {
  /** L: the requests in the system, on average over the time. */
  inSystem: number
  /** λ: arrivals a millisecond. */
  arrivalsPerMs: number
  /** Throughput: those that have left a millisecond. */
  leftPerMs: number
  /** W: how long a request is in the system, on average over the requests. */
  msInSystem: number
}

/**
 * Measures both sides of Little's law, L = λW, each in its own way: L from what is there at each
 * moment, W from each request alone.
 *
 * The law is exact for a time that begins and ends with nobody there. It begins here at 0 ms.
 *
 * @see John D. C. Little, A Proof for the Queuing Formula: L = λW (1961)
 */
export function littlesLaw(
  visits: readonly Pick<Served, 'arrivedMs' | 'leftMs'>[],
  { untilMs }: { untilMs: number },
): LittlesLaw {
  const changes = visits
    .flatMap(({ arrivedMs, leftMs }) => [
      { ms: arrivedMs, by: 1 },
      { ms: leftMs, by: -1 },
    ])
    .filter(({ ms }) => ms <= untilMs)
    .toSorted((one, other) => one.ms - other.ms)
  let [inside, since, area] = [0, 0, 0]
  for (const { ms, by } of changes) {
    area += inside * (ms - since)
    inside += by
    since = ms
  }
  area += inside * (untilMs - since)
  const ended = visits.filter(({ leftMs }) => leftMs <= untilMs)
  const stayed = ended.reduce((sum, { arrivedMs, leftMs }) => sum + leftMs - arrivedMs, 0)
  const arrived = visits.filter(({ arrivedMs }) => arrivedMs <= untilMs).length
  return {
    inSystem: area / untilMs,
    arrivalsPerMs: arrived / untilMs,
    leftPerMs: ended.length / untilMs,
    msInSystem: stayed / ended.length,
  }
}
