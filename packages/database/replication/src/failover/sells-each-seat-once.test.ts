import { describe, expect, it } from 'vitest'
import { openCluster } from '../open-cluster.ts'
import { partition, sellsEachSeatOnce } from './sells-each-seat-once.ts'

describe('sellsEachSeatOnce', () => {
  it('sells each seat on both sides of a cut network at local; at on the old primary waits, and has the sales after a restart', async () => {
    await using cluster = await openCluster()
    await partition(cluster, 'not fenced')
    const seats = [1, 2, 3, 4]
    expect(await sellsEachSeatOnce(cluster, seats, 'local')).toEqual({
      old: { seats, told: 'sold', timeline: 1 },
      new: { seats, told: 'sold', timeline: 2 },
      twice: 4,
      violation: '4 of 4 seats are sold twice',
    })
    const later = [5, 6, 7, 8]
    expect(await sellsEachSeatOnce(cluster, later, 'on')).toEqual({
      old: { seats: [], told: 'waits', timeline: 1 },
      new: { seats: later, told: 'sold', timeline: 2 },
      twice: 0,
      violation: undefined,
    })
    await cluster.primary.crash()
    await cluster.primary.restart()
    const { rows } = await cluster.plain.primary.query(
      'select distinct guest from seats where number > 4',
    )
    expect(rows).toEqual([{ guest: 'bob' }])
  })

  it('sells each seat once when the old primary is fenced before the promotion', async () => {
    await using cluster = await openCluster()
    await partition(cluster, 'fenced')
    const seats = [1, 2, 3, 4]
    expect(await sellsEachSeatOnce(cluster, seats, 'local')).toEqual({
      old: { seats: [], told: 'no server', timeline: undefined },
      new: { seats, told: 'sold', timeline: 2 },
      twice: 0,
      violation: undefined,
    })
  })
})
