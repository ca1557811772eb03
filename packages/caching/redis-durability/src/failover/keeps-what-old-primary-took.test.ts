import { describe, expect, it } from 'vitest'
import { answerAtOnce } from './answer-at-once.ts'
import { keepsWhatOldPrimaryTook } from './keeps-what-old-primary-took.ts'
import { waitFor } from './wait-for.ts'

describe('keepsWhatOldPrimaryTook', () => {
  it('throws 4 of 4 away; with min-replicas-to-write they are refused, with WAIT unknown', async () => {
    const [atOnce, minReplicas, wait] = await keepsWhatOldPrimaryTook([
      { store: answerAtOnce, minReplicas: 0 },
      { store: answerAtOnce, minReplicas: 1 },
      { store: waitFor(1), minReplicas: 0 },
    ])
    const four = (told: string) => [told, told, told, told]
    expect(atOnce).toMatchObject({ told: four('stored'), before: 4, after: 0, lost: 4 })
    expect(minReplicas).toMatchObject({ told: four('refused'), before: 0, after: 0, lost: 0 })
    expect(wait).toMatchObject({ told: four('unknown'), before: 4, after: 0, lost: 0 })
  })
})
