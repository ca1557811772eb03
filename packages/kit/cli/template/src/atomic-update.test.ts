import { describe, expect, it } from 'vitest'
import { atomicUpdate } from './atomic-update.ts'
import { countsEveryVisit } from './counts-every-visit.ts'

describe('atomicUpdate', () => {
  it('counts every visit in both orders', async () => {
    const { schedules, exhaustive } = await countsEveryVisit(atomicUpdate).holds()
    expect({ schedules, exhaustive }).toEqual({ schedules: 2, exhaustive: true })
  })
})
