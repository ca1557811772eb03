import { redis } from '@lab/servers/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  fourProcessesViolation,
  outageSeenByFour,
  startFourProcesses,
} from './outage-seen-by-four.ts'
import type { FourProcesses } from './outage-seen-by-four.ts'

const opened = new AsyncDisposableStack()
let four: FourProcesses
beforeAll(async () => {
  const { url } = opened.use(await redis())
  four = opened.use(await startFourProcesses(url))
})
afterAll(() => opened.disposeAsync())

describe('breakerPerProcess in each of four processes', () => {
  it('lets four times the calls and four probes through, and never opens at low traffic', async () => {
    const seen = await outageSeenByFour(four, 'breaker-per-process')
    expect(seen).toEqual({ untilAllRefuse: 40, probes: 4, answered: 4, atLowTraffic: 40 })
    expect(fourProcessesViolation(seen)).toBe('40 calls until all refuse')
  })
})

describe('sharedBreaker', () => {
  it('lets ten calls and one probe through, whichever process they come from', async () => {
    const seen = await outageSeenByFour(four, 'shared-breaker')
    expect(seen).toEqual({ untilAllRefuse: 10, probes: 1, answered: 4, atLowTraffic: 11 })
    expect(fourProcessesViolation(seen)).toBe(undefined)
  })
})
