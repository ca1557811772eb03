import { describe, expect, it } from 'vitest'
import { answerAtOnce } from './answer-at-once.ts'
import { keepsThroughFailover } from './keeps-through-failover.ts'
import { waitFor } from './wait-for.ts'

const writers = [
  { store: answerAtOnce, minReplicas: 0 },
  { store: answerAtOnce, minReplicas: 1 },
  { store: waitFor(1), minReplicas: 0 },
]

const lost = {
  stored: 10,
  unknown: 0,
  refused: 0,
  lost: 4,
  readable: 0,
  violation: '4 of 10 orders that were stored are gone',
}

describe('keepsThroughFailover', () => {
  it('loses 4 of 10 when the replica is late, also with min-replicas-to-write; WAIT calls them unknown', async () => {
    const [atOnce, minReplicas, wait] = await keepsThroughFailover(
      { replicas: 1, first: 'late' },
      writers,
    )
    expect(atOnce).toEqual(lost)
    expect(minReplicas).toEqual(lost)
    expect(wait).toMatchObject({ stored: 6, unknown: 4, lost: 0, readable: 4 })
  })

  it('refuses 4 of 10 with min-replicas-to-write when the replica is gone', async () => {
    const [atOnce, minReplicas, wait] = await keepsThroughFailover(
      { replicas: 1, first: 'gone' },
      writers,
    )
    expect(atOnce).toEqual(lost)
    expect(minReplicas).toMatchObject({ stored: 6, refused: 4, lost: 0, readable: 0 })
    expect(wait).toMatchObject({ stored: 6, unknown: 4, lost: 0, readable: 4 })
  })

  it('loses what one of two replicas has confirmed when the other one is promoted', async () => {
    const [one, both] = await keepsThroughFailover({ replicas: 2, first: 'late' }, [
      { store: waitFor(1), minReplicas: 0 },
      { store: waitFor(2), minReplicas: 0 },
    ])
    expect(one).toEqual(lost)
    expect(both).toMatchObject({ stored: 6, unknown: 4, lost: 0 })
  })
})
