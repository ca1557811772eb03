import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCluster } from '../open-cluster.ts'
import type { Cluster } from '../open-cluster.ts'
import { logPosition } from './log-position.ts'
import { primaryRead } from './primary-read.ts'
import { readsItsOwnWrite } from './reads-its-own-write.ts'
import type { StartServer } from './reads-its-own-write.ts'
import { recentWriters } from './recent-writers.ts'
import { standbyRead } from './standby-read.ts'

let cluster: Cluster
beforeAll(async () => {
  cluster = await openCluster()
})
afterAll(() => cluster[Symbol.asyncDispose]())

const atOnce = { readBy: 'the same process', laterMs: 0 } as const
const elsewhere = { readBy: 'another process', laterMs: 0 } as const
const later = { readBy: 'the same process', laterMs: 6_000 } as const

describe('standbyRead', () => {
  it('reads the old text in 5 of 7 orders', async () => {
    expect(await readsItsOwnWrite(cluster, standbyRead, atOnce).explore()).toMatchObject({
      schedules: 7,
      violations: 5,
      exhaustive: true,
      shortest: {
        schedule: 'alice×6 standby',
        reason: 'Alice saved "new" and reads "old"',
      },
    })
  })

  it('reads it six seconds later too, in 5 of 8 orders', async () => {
    const found = await readsItsOwnWrite(cluster, standbyRead, later).explore()
    expect(found).toMatchObject({ schedules: 8, violations: 5, exhaustive: true })
  })

  it('shows another user a note that was new on the primary as old again', async () => {
    const { plain, replay } = cluster
    await plain.primary.query(
      `insert into notes values (2, 'old') on conflict (id) do update set text = 'old'`,
    )
    await replay.step()
    const [bobByPrimary, bobByStandby] = [primaryRead, standbyRead].map((start) => start(plain))
    await bobByPrimary!.save({ note: 2 }, 'new')
    const bob = { note: 2 }
    expect([await bobByPrimary!.load(bob), await bobByStandby!.load(bob)]).toEqual(['new', 'old'])
    await replay.goOn()
    expect(await bobByStandby!.load(bob)).toBe('new')
  })
})

describe('recentWriters', () => {
  it('holds in all 7 orders while the process that wrote reads within five seconds', async () => {
    const race = readsItsOwnWrite(cluster, recentWriters, atOnce)
    expect(await race.holds()).toMatchObject({ schedules: 7, exhaustive: true })
  })

  it('reads the old text in 5 of 7 orders when another process reads', async () => {
    const found = await readsItsOwnWrite(cluster, recentWriters, elsewhere).explore()
    expect(found).toMatchObject({ schedules: 7, violations: 5, exhaustive: true })
  })

  it('reads it in 5 of 8 orders when the standby is more than five seconds late', async () => {
    const found = await readsItsOwnWrite(cluster, recentWriters, later).explore()
    expect(found).toMatchObject({ schedules: 8, violations: 5, exhaustive: true })
  })
})

describe.each<{ way: StartServer; orders: number[] }>([
  { way: primaryRead, orders: [7, 7, 8] },
  { way: logPosition, orders: [13, 13, 14] },
])('$way.name', ({ way, orders }) => {
  it(`reads the new text in all ${orders.join(', ')} orders`, async () => {
    for (const [index, between] of [atOnce, elsewhere, later].entries())
      expect(await readsItsOwnWrite(cluster, way, between).holds()).toMatchObject({
        schedules: orders[index],
        exhaustive: true,
      })
  })
})

describe('logPosition', () => {
  it('reads from the standby where the user has written nothing, and what was written is replayed', async () => {
    const { plain, replay } = cluster
    await plain.primary.query(
      `insert into notes values (3, 'old') on conflict (id) do update set text = 'old'`,
    )
    await replay.step()
    const server = logPosition(plain)
    const [alice, bob] = [{ note: 3 }, { note: 3 }]
    await server.save(alice, 'new')
    const late = [await server.load(alice), await server.load(bob)]
    await replay.step()
    // Not replayed: a read of it would be one of the primary.
    await plain.primary.query(`update notes set text = 'newer' where id = 3`)
    const replayed = [await server.load(alice), await server.load(bob)]
    await replay.goOn()
    expect({ late, replayed }).toEqual({ late: ['new', 'old'], replayed: ['new', 'new'] })
  })

  it('compares positions as positions: as texts 0/10000000 is before 0/9000000', async () => {
    const { rows } = await cluster.plain.standby.query(
      `select '0/10000000'::pg_lsn >= '0/9000000' as positions, '0/10000000' >= '0/9000000' as texts`,
    )
    expect(rows).toEqual([{ positions: true, texts: false }])
  })
})

describe('a standby', () => {
  it('refuses a write, and serializable', async () => {
    const { standby } = cluster.plain
    await cluster.standby.caughtUp()
    await expect(standby.query(`update notes set text = ''`)).rejects.toMatchObject({
      code: '25006',
    })
    await expect(
      standby.query('begin isolation level serializable; select 1; commit'),
    ).rejects.toMatchObject({ code: '0A000' })
  })
})
