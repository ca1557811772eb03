import { describe, expect, it } from 'vitest'
import { keepsThroughRestart } from './keeps-through-restart.ts'

describe('keepsThroughRestart', () => {
  it('empties the replica, too, when a primary without persistence comes back', async () => {
    expect(await keepsThroughRestart('no-persistence')).toEqual({
      stored: 6,
      onPrimary: 0,
      onReplica: 0,
      violation: '6 of 6 orders that the replica had confirmed are gone',
    })
  })

  it('keeps all six when the primary comes back with its append-only file', async () => {
    expect(await keepsThroughRestart('aof-everysec')).toEqual({
      stored: 6,
      onPrimary: 6,
      onReplica: 6,
      violation: undefined,
    })
  })
})
