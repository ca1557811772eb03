import { beforeEach, describe, expect, it, vi } from 'vitest'
import { labSources } from '../../test/docker-engine.ts'
import { dedicatedPostgres } from './dedicated-postgres.ts'

describe.each(labSources)('dedicatedPostgres, %s', (source) => {
  beforeEach(() => void vi.stubEnv('LAB_SERVERS', source))

  it('loses nothing that it acknowledged, when it crashes with synchronous_commit on', async () => {
    await using server = await dedicatedPostgres({ settings: { synchronous_commit: 'on' } })
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
    await server.restart()
    const reader = await server.connect()
    const { rows } = await reader.query<{ count: number }>(
      'select count(*)::int as count from payment',
    )
    expect(acknowledged).toBeGreaterThanOrEqual(50)
    expect(rows[0]?.count).toBeGreaterThanOrEqual(acknowledged)
  })

  it('takes settings by name, and keeps its address when it restarts', async () => {
    await using server = await dedicatedPostgres({ settings: { wal_level: 'logical' } })
    await server.restart()
    const client = await server.connect()
    expect((await client.query('show wal_level')).rows).toEqual([{ wal_level: 'logical' }])
  })

  it('says what a wrong setting breaks', async () => {
    await expect(dedicatedPostgres({ settings: { no_such_setting: '1' } })).rejects.toThrow(
      /Cannot start PostgreSQL[^]*no_such_setting[^]*Try: /,
    )
  })
})
