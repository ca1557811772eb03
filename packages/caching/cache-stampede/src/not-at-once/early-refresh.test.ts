import { redis } from '@lab/servers/redis'
import { seededRandom } from '@lab/stage/seeded-random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceKey, ttlMs } from '../price-reader.ts'
import { earlyRefresh, refreshesEarly } from './early-refresh.ts'
import { readsPerExpiry } from './reads-per-expiry.ts'

const seed = fc.integer()
const loadMs = fc.integer({ min: 1, max: 60_000 })
const beta = fc.constantFrom(0.5, 1, 2)
/** The time that is left, in parts of beta × load. */
const parts = fc.nat({ max: 8_000 }).map((thousandths) => thousandths / 1_000)

/** What fast-check finds against a law; undefined when nothing. */
const against = <Given>(law: fc.IPropertyWithHooks<Given>, numRuns: number) =>
  fc.check(law, { numRuns, seed: 1 }).counterexample ?? undefined

describe('refreshesEarly', () => {
  it('follows e^(-left / (beta × load)): exactly that share of all random numbers refreshes', () => {
    const random = fc.nat({ max: 999_999 }).map((millionths) => millionths / 1_000_000)
    const law = fc.property(parts, loadMs, beta, random, (part, load, factor, number) => {
      const draw = { leftMs: part * load * factor, loadMs: load, beta: factor }
      const isWithin = 1 - number < Math.exp(-part)
      // At the edge itself the last bit of the logarithm decides.
      if (Math.abs(1 - number - Math.exp(-part)) < 1e-9) return true
      return refreshesEarly({ ...draw, random: () => number }) === isWithin
    })
    expect(against(law, 2_000)).toBeUndefined()
  })

  it('refreshes as often as the law says: 4,000 draws, 4.5 standard deviations', () => {
    const law = fc.property(parts, loadMs, beta, seed, (part, load, factor, number) => {
      const random = seededRandom(number)
      const draw = { leftMs: part * load * factor, loadMs: load, beta: factor, random }
      const draws = Array.from({ length: 4_000 }, () => refreshesEarly(draw))
      const chance = Math.exp(-part)
      const deviation = Math.sqrt(4_000 * chance * (1 - chance))
      return Math.abs(draws.filter(Boolean).length - 4_000 * chance) <= 4.5 * deviation + 1
    })
    expect(against(law, 100)).toBeUndefined()
  })

  it.each([
    [0, 100],
    [1, 37],
    [2, 14],
    [3, 5],
    [5, 0.7],
  ])('%i loads before the expiry, with beta 1: in %d % of the requests', (loads, percent) => {
    const random = seededRandom(7)
    const draw = { leftMs: loads * 200, loadMs: 200, beta: 1, random }
    const draws = Array.from({ length: 100_000 }, () => refreshesEarly(draw))
    const found = draws.filter(Boolean).length / 1_000
    expect(Number(found.toPrecision(found < 1 ? 1 : 2))).toBe(percent)
  })
})

describe('readsPerExpiry', () => {
  const mean = (requestsPerSecond: number, factor: number) => {
    const random = seededRandom(3)
    const traffic = { requestsPerSecond, loadMs: 1_000, beta: factor, random }
    const runs = Array.from({ length: 400 }, () => readsPerExpiry(traffic).reads)
    return runs.reduce((sum, reads) => sum + reads, 0) / runs.length
  }

  it('is the number of requests during one load without early refresh', () => {
    expect([1, 10, 100, 1_000].map((rate) => mean(rate, 0))).toEqual([1, 10, 100, 1_000])
  })

  it.each([0.5, 1, 2])('is about e^(1 / %d) with XFetch, however many requests come', (factor) => {
    for (const rate of [100, 1_000])
      expect(Math.abs(mean(rate, factor) - Math.exp(1 / factor))).toBeLessThan(0.4)
  })
})

describe('earlyRefresh', () => {
  it('remembers how long the last read took, and draws by that', async () => {
    await using space = await redis()
    const client = space.client()
    let atMs = 0
    let loads = 0
    const load = async () => {
      atMs += 500
      return (loads += 1)
    }
    const read = (number: number) =>
      earlyRefresh({ redis: client, load }, { beta: 1, random: () => number, nowMs: () => atMs })(1)
    // e^(-1000 / 500) is 0.135: a tenth of the numbers is enough, a fifth is not.
    const leave = () => client.pexpire(priceKey(1), 1_000)
    expect(await read(0)).toBe(1)
    await leave()
    expect(await read(0.8)).toBe(1)
    await leave()
    expect(await read(0.95)).toBe(2)
    expect(await client.pttl(priceKey(1))).toBeGreaterThan(ttlMs - 1_000)
  })
})
