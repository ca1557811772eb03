import { virtualClock } from '@lab/conductor/clock'
import { describe, expect, it } from 'vitest'
import { countInMemory } from './count-in-memory.ts'

describe('countInMemory', () => {
  it('allows each user the limit, and again in the next window', async () => {
    const clock = virtualClock()
    const allow = countInMemory({ limit: 2, windowMs: 60_000, clock })
    const ask = async (user: string) => [await allow(user), await allow(user), await allow(user)]
    expect(await ask('alice')).toEqual([true, true, false])
    await clock.advance(59_999)
    expect(await allow('alice')).toBe(false)
    expect(await ask('bob')).toEqual([true, true, false])
    await clock.advance(1)
    expect(await ask('alice')).toEqual([true, true, false])
  })
})
