import { virtualClock } from '@lab/conductor/clock'
import { describe, expect, it } from 'vitest'
import { endingOf } from '../ending-of.ts'
import { settings } from '../settings.ts'
import { circuitBreaker } from './circuit-breaker.ts'

interface Charge {
  amount: number
}

describe('circuitBreaker', () => {
  it('gives the call what it is fired with, and a signal', async () => {
    const charge = async ({ amount }: Charge, currency: string, signal: AbortSignal) =>
      `${amount} ${currency}, ${signal.aborted ? 'ended' : 'under way'}`
    const breaker = circuitBreaker(charge, settings)
    expect(await breaker.fire({ amount: 30 }, 'EUR')).toBe('30 EUR, under way')
    breaker.shutdown()
  })

  it("ends the call by the process's timers when it is given no clock", async () => {
    const clock = virtualClock()
    using _ = clock.replaceTimers()
    const hangs = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
    const breaker = circuitBreaker(hangs, settings)
    const ending = endingOf(breaker.fire())
    await clock.advance(settings.timeoutMs)
    expect(await ending).toBe('timed out')
    breaker.shutdown()
  })

  it('stays closed after errors that its caller takes for answers, and still throws them', async () => {
    const declines = async () => {
      throw new RangeError('Cannot charge card: credit is 0')
    }
    const endings = async (isAnswer?: (error: unknown) => boolean) => {
      const breaker = circuitBreaker(declines, { ...settings, isAnswer })
      const seen: string[] = []
      for (let call = 0; call < 11; call++) seen.push(await endingOf(breaker.fire()))
      breaker.shutdown()
      return [...new Set(seen)]
    }
    expect(await endings((error) => error instanceof RangeError)).toEqual(['failed'])
    expect(await endings()).toEqual(['failed', 'refused'])
  })
})
