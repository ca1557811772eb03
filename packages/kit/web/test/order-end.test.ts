import { describe, expect, it } from 'vitest'
import { orderEnd } from '../page/src/race/order-end.ts'

const finished = { type: 'finished', actor: 'bob', value: 'sold' } as const
const failed = { type: 'failed', actor: 'alice', code: '40001', message: 'again' } as const

describe('orderEnd', () => {
  it('tells losses from errors to retry', () => {
    const loss = '1 ticket, 2 sold, 0 left'
    expect(orderEnd([finished], undefined).text).toBe('✓ nothing is wrong afterwards')
    expect(orderEnd([finished], loss)).toEqual({ kind: 'breaks', text: `✗ ${loss}` })
    expect(orderEnd([finished, failed], loss)).toEqual({ kind: 'breaks', text: `✗ ${loss}` })
    const unanswered = 'alice got no answer (failed: 40001)'
    for (const violation of [undefined, unanswered]) {
      expect(orderEnd([finished, failed], violation)).toEqual({
        kind: 'serialization failure',
        text: '▲ nothing is lost: alice must run it again (40001)',
      })
    }
  })
})
