import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgedOrWaits, startCommit, waitsForStandby } from './commit-level/started-commit.ts'
import { whatEachLevelWaitsFor } from './commit-level/what-it-waits-for.ts'
import { whatEachCopyHas } from './logical/what-each-copy-has.ts'
import { countTwice } from './long-report/count-twice.ts'
import { openCluster } from './open-cluster.ts'
import type { Cluster } from './open-cluster.ts'
import { until } from './until.ts'
import { showsOneOrder } from './visibility/shows-one-order.ts'

// Two servers take a second to start. These stories leave them as they were.
let cluster: Cluster
beforeAll(async () => {
  cluster = await openCluster()
})
afterAll(() => cluster[Symbol.asyncDispose]())

describe('synchronous_commit', () => {
  it('waits for no standby, for its log, or for its replay, by its level', async () => {
    const reports = await whatEachLevelWaitsFor(cluster)
    expect(reports.map((one) => Object.values(one).join(' '))).toEqual([
      'off acknowledged new old acknowledged',
      'local acknowledged new old acknowledged',
      'remote_write acknowledged new old waits',
      'on acknowledged new old waits',
      'remote_apply waits old new waits',
    ])
  })

  it('keeps the row and warns when a wait is cancelled', async () => {
    const { primary } = cluster.plain
    await cluster.link.cut()
    const one = await startCommit(primary, 'on', `insert into notes values ($1, 'kept')`, [7])
    expect(await acknowledgedOrWaits(one, () => waitsForStandby(primary, one.pid))).toBe('waits')
    const seen = async () => (await primary.query('select from notes where id = 7')).rowCount
    expect(await seen()).toBe(0)
    await primary.query('select pg_cancel_backend($1)', [one.pid])
    expect(await one.acknowledged).toEqual([
      'canceling wait for synchronous replication due to user request',
    ])
    expect(await seen()).toBe(1)
    await cluster.link.restore()
    await cluster.standby.caughtUp()
  })

  it('is not ended by statement_timeout', async () => {
    const { primary } = cluster.plain
    await cluster.link.cut()
    const insert = `set statement_timeout = '500ms'; insert into notes values (8, 'late')`
    const one = await startCommit(primary, 'on', insert, [])
    const isOver = `select from pg_stat_activity
      where pid = $1 and wait_event = 'SyncRep' and query_start < clock_timestamp() - interval '600 ms'`
    await until('it waits for longer than its limit', async () => {
      return (await primary.query(isOver, [one.pid])).rowCount === 1
    })
    await cluster.link.restore()
    expect(await one.acknowledged).toEqual([])
  })
})

describe('showsOneOrder', () => {
  it('shows note 1 alone on the standby and note 2 alone on the primary', async () => {
    expect(await showsOneOrder(cluster)).toEqual({
      standby: [1],
      primary: [2],
      later: { standby: [1, 2], primary: [1, 2] },
      violation: 'the standby shows note 1 without note 2, the primary the reverse',
    })
  })
})

describe('countTwice', () => {
  it.each([
    {
      setting: 'cancels-report' as const,
      report: '10, terminating connection due to conflict with recovery',
      deadRows: 0,
      othersRead: 'the new note',
    },
    { setting: 'replay-waits' as const, report: '10, 10', deadRows: 0, othersRead: 'the past' },
    {
      setting: 'standby-feedback' as const,
      report: '10, 10',
      deadRows: 10,
      othersRead: 'the new note',
    },
  ])('gives "$report" with $setting', async ({ setting, ...expected }) => {
    expect(await countTwice(cluster, setting)).toEqual(expected)
  })
})

describe('whatEachCopyHas', () => {
  it('has all on a physical copy, which takes no write; a logical one takes writes, gives an id again, and stops at a new column', async () => {
    expect(await whatEachCopyHas(cluster)).toEqual({
      letters: { physical: 2, logical: 2 },
      insert: { physical: '25006', logical: '23505' },
      withColumn: { physical: 3, logical: 2 },
      byHand: 3,
      update: { physical: '25006', logical: 'UPDATE 1' },
      withoutKey: '55000',
    })
  })
})
