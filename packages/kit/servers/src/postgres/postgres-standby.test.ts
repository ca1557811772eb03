import { beforeEach, describe, expect, it, vi } from 'vitest'
import { labSources } from '../../test/docker-engine.ts'
import { waitUntil } from '../../test/wait-until.ts'
import { dedicatedPostgres } from './dedicated-postgres.ts'

describe.each(labSources)('standby, %s', (source) => {
  beforeEach(() => void vi.stubEnv('LAB_SERVERS', source))

  it('answers with what it has replayed, with all once it has caught up, and takes no write', async () => {
    await using server = await dedicatedPostgres({ standby: true })
    const writer = await server.connect()
    const reader = await server.standby.connect()
    const stock = async () => (await reader.query('select seats from stock')).rows
    await writer.query('create table stock (seats int); insert into stock values (7)')
    await server.standby.caughtUp()
    await server.standby.pauseReplay()
    await writer.query('update stock set seats = 6')
    expect(await stock()).toEqual([{ seats: 7 }])
    await expect(server.standby.caughtUp()).rejects.toThrow(
      'Cannot catch up: the replay is paused\nTry: resumeReplay() before',
    )
    await server.standby.resumeReplay()
    await server.standby.caughtUp()
    expect(await stock()).toEqual([{ seats: 6 }])
    await expect(reader.query('update stock set seats = 5')).rejects.toMatchObject({
      code: '25006',
    })
  })

  it('follows the address that alter system gives it', async () => {
    await using server = await dedicatedPostgres({ standby: true })
    const observer = await server.connect()
    const standby = await server.standby.connect()
    const follow = async (conninfo: string) => {
      await standby.query(`alter system set primary_conninfo = '${conninfo}'`)
      await standby.query('select pg_reload_conf()')
    }
    const { rows } = await standby.query('show primary_conninfo')
    await follow('host=127.0.0.1 port=1')
    const followers = 'select from pg_stat_replication'
    await waitUntil(async () => (await observer.query(followers)).rowCount === 0)
    await follow(rows[0].primary_conninfo)
    await expect(server.standby.caughtUp()).resolves.toBeUndefined()
  })

  it('shows a commit that did not wait for the disk, once it has caught up', async () => {
    await using server = await dedicatedPostgres({
      standby: true,
      // Long enough that nothing but caughtUp() writes it.
      settings: { synchronous_commit: 'off', wal_writer_delay: '10s' },
    })
    const writer = await server.connect()
    const reader = await server.standby.connect()
    await writer.query('create table stock (seats int)')
    for (let seats = 1; seats <= 20; seats += 1) {
      await writer.query('insert into stock values ($1)', [seats])
      await server.standby.caughtUp()
      const { rows } = await reader.query('select max(seats) as seats from stock')
      expect(rows).toEqual([{ seats }])
    }
  })

  it('has all that synchronous commits acknowledged, when the primary crashes and it is promoted', async () => {
    await using server = await dedicatedPostgres({
      standby: true,
      settings: { synchronous_standby_names: 'standby' },
    })
    const writer = await server.connect()
    await writer.query('create table payment (id int)')
    let acknowledged = 0
    const writing = (async () => {
      for (;;) {
        await writer.query('insert into payment values ($1)', [acknowledged + 1])
        acknowledged += 1
        if (acknowledged === 50) void server.crash()
      }
    })()
    await expect(writing).rejects.toThrow()
    await server.crash()
    await server.standby.promote()
    const client = await server.standby.connect()
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from payment',
    )
    expect(acknowledged).toBeGreaterThanOrEqual(50)
    expect(rows[0]?.count).toBeGreaterThanOrEqual(acknowledged)
    await client.query('insert into payment values (0)')
  })

  it('is waited for by a synchronous commit while it is away', async () => {
    await using server = await dedicatedPostgres({
      standby: true,
      settings: { synchronous_standby_names: 'standby' },
    })
    const writer = await server.connect()
    const observer = await server.connect()
    await server.standby.stop()
    const committing = writer.query('create table payment (id int)')
    const waiting = `select from pg_stat_activity where wait_event = 'SyncRep'`
    await waitUntil(async () => (await observer.query(waiting)).rowCount === 1)
    await server.standby.restart()
    await expect(committing).resolves.toMatchObject({ command: 'CREATE' })
  })

  it('lacks what was acknowledged without it while it was away, and keeps what it was promoted to', async () => {
    await using server = await dedicatedPostgres({ standby: true })
    const writer = await server.connect()
    await writer.query('create table payment (id int); insert into payment values (1)')
    await server.standby.caughtUp()
    await server.standby.crash()
    await writer.query('insert into payment values (2)')
    await server.crash()
    await server.standby.restart()
    await server.standby.promote()
    const first = await server.standby.connect()
    await first.query('insert into payment values (3)')
    await server.standby.restart()
    const second = await server.standby.connect()
    expect((await second.query('select id from payment order by id')).rows).toEqual([
      { id: 1 },
      { id: 3 },
    ])
    await expect(second.query('insert into payment values (4)')).resolves.toBeDefined()
  })
})
