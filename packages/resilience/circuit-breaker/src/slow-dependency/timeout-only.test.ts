import { virtualClock } from '@lab/conductor/clock'
import { describe, expect, it } from 'vitest'
import { timeoutOnly } from './timeout-only.ts'

describe('timeoutOnly', () => {
  it('tells the call to end when the time is over', async () => {
    const clock = virtualClock()
    const hangs = (signal?: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signal!.addEventListener('abort', () => reject(signal!.reason as Error))
      })
    const call = timeoutOnly(hangs, { timeoutMs: 1_000, clock })()
    await Promise.all([
      expect(call).rejects.toThrow('Cannot wait for the answer: it takes longer than 1000 ms'),
      clock.advance(1_000),
    ])
  })

  it('leaves no timer behind when the answer is there', async () => {
    const clock = virtualClock()
    let given: AbortSignal | undefined
    const answers = async (signal?: AbortSignal) => {
      given = signal
      return 20
    }
    expect(await timeoutOnly(answers, { timeoutMs: 1_000, clock })()).toBe(20)
    await clock.advance(1_000)
    expect(given!.aborted).toBe(false)
  })
})
