import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { littlesLaw } from './littles-law.ts'
import { serve } from './serve.ts'

const arbitraryArrivals = fc
  .array(fc.record({ afterMs: fc.nat(20), serviceMs: fc.integer({ min: 1, max: 50 }) }), {
    minLength: 1,
    maxLength: 80,
  })
  .map((gaps) => {
    let atMs = 0
    return gaps.map(({ afterMs, serviceMs }) => ({ atMs: (atMs += afterMs), serviceMs }))
  })

const arbitraryServer = fc.record({
  workers: fc.integer({ min: 1, max: 4 }),
  next: fc.constantFrom('oldest' as const, 'newest' as const),
  places: fc.constantFrom(0, 1, 10, Infinity),
})

const endOf = (served: readonly { leftMs: number }[]) =>
  Math.max(...served.map(({ leftMs }) => leftMs))

describe("Little's law", () => {
  it('is exact for any arrivals, services, workers and order, from empty to empty', () => {
    fc.assert(
      fc.property(arbitraryArrivals, arbitraryServer, (arrivals, server) => {
        const served = serve(arrivals, server)
        const untilMs = endOf(served)
        fc.pre(untilMs > 0)
        const law = littlesLaw(served, { untilMs })
        expect(served).toHaveLength(arrivals.length)
        expect(law.inSystem).toBeCloseTo(law.arrivalsPerMs * law.msInSystem, 9)
      }),
      { numRuns: 1_000, seed: 1 },
    )
  })

  it('gives half of what is there when throughput is taken for arrivals while the queue grows', () => {
    const law = littlesLaw(serve(overloaded, { workers: 1 }), { untilMs: 1_000 })
    expect(law).toEqual({
      inSystem: 51,
      arrivalsPerMs: 0.201,
      leftPerMs: 0.1,
      msInSystem: 257.5,
    })
    expect(law.leftPerMs * law.msInSystem).toBe(25.75)
  })

  it('counts those that are still there at the end', () => {
    const visits = [
      { arrivedMs: 5, leftMs: 15 },
      { arrivedMs: 10, leftMs: 30 },
    ]
    const law = littlesLaw(visits, { untilMs: 20 })
    expect(law).toEqual({ inSystem: 1, arrivalsPerMs: 0.1, leftPerMs: 0.05, msInSystem: 10 })
  })

  it('gives the busy workers when the service time is taken for the time in the system', () => {
    const law = littlesLaw(serve(overloaded, { workers: 1 }), { untilMs: 3_000 })
    expect(law).toMatchObject({ inSystem: 75.75, arrivalsPerMs: 0.1, msInSystem: 757.5 })
    expect(law.arrivalsPerMs * overloaded[0]!.serviceMs).toBe(1)
  })
})

/** Twice what one worker can do, for a second and a half. */
const overloaded = Array.from({ length: 300 }, (_, index) => ({ atMs: index * 5, serviceMs: 10 }))
