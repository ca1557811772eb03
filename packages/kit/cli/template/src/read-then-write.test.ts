import { describe, expect, it } from 'vitest'
import { countsEveryVisit } from './counts-every-visit.ts'
import { readThenWrite } from './read-then-write.ts'

describe('readThenWrite', () => {
  it('loses a visit in 4 of 6 orders', async () => {
    const { schedules, violations, exhaustive } = await countsEveryVisit(readThenWrite).explore()
    expect({ schedules, violations, exhaustive }).toEqual({
      schedules: 6,
      violations: 4,
      exhaustive: true,
    })
  })
})
