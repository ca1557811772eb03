import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { postgres } from '@lab/servers/postgres'
import { proxy } from '@lab/wire/proxy'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { createClient } from './http/client.fixture.ts'
import { startApi } from './http/start-api.ts'
import { openStandby } from './open-standby.ts'
import { openTestShop } from './open-test-shop.fixture.ts'

describe('openStandby', () => {
  it.each(['cut', 'hang'] as const)(
    'lets the primary answer while the standby is away or silent (%s)',
    async (what) => {
      await using behind = await openTestShop()
      await using link = await proxy(behind.db.url)
      await using shop = await openTestShop({
        READ_DATABASE_URL: link.url,
        DATABASE_TIMEOUT_SECONDS: '1',
      })
      await using api = await startApi(shop)
      const { ask } = createClient(api.url)
      expect(await ask('GET /events')).toMatchObject({ status: 200 })
      await link[what]()
      const pages = await Promise.all(Array.from({ length: 20 }, () => ask('GET /events')))
      expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]))
      expect(await ask('GET /health/ready')).toMatchObject({
        status: 200,
        body: { without: ['standby'] },
      })
    },
  )

  it('asks a silent standby no more once three questions have failed', async () => {
    await using db = await postgres()
    await using link = await proxy(db.url)
    link.hang()
    const silent = new pg.Pool({ connectionString: link.url, connectionTimeoutMillis: 20_000 })
    using standby = openStandby(silent, db.pool())
    const ask = async () => (await standby.query('select 1 as one')).rows
    const three = await Promise.all([ask(), ask(), ask()])
    expect([...three, await ask()]).toEqual(Array.from({ length: 4 }, () => [{ one: 1 }]))
    expect(silent.totalCount).toBe(3)
    await link.cut()
    await silent.end()
  })

  it('lets the primary answer while the standby does not replay', async () => {
    await using primary = await dedicatedPostgres({ standby: true })
    const pool = primary.pool()
    using standby = openStandby(primary.standby.pool(), pool)
    const tables = () => standby.query(`select from pg_class where relname = 'notes'`)
    await primary.standby.pauseReplay()
    await pool.query('create table notes ()')
    await standby.check()
    expect(await tables(), 'it is not known yet').toMatchObject({ rowCount: 0 })
    await expect(standby.check()).rejects.toThrow('The standby is behind')
    expect(await tables()).toMatchObject({ rowCount: 1 })
    await primary.standby.resumeReplay()
    await primary.standby.caughtUp()
    await standby.check()
    await pool.query('drop table notes')
    await primary.standby.caughtUp()
    expect(await tables()).toMatchObject({ rowCount: 0 })
  })
})
