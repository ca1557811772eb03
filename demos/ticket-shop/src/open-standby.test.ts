import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { ReplicatedPostgres } from '@lab/servers/dedicated-postgres'
import { postgres } from '@lab/servers/postgres'
import { proxy } from '@lab/wire/proxy'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from './http/client.fixture.ts'
import { startApi } from './http/start-api.ts'
import { openStandby } from './open-standby.ts'
import type { Standby } from './open-standby.ts'
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

  it('asks a silent standby no more once three pages have failed', async () => {
    await using db = await postgres()
    await using link = await proxy(db.url)
    link.hang()
    const silent = new pg.Pool({ connectionString: link.url, connectionTimeoutMillis: 20_000 })
    using standby = openStandby(silent, db.pool())
    const ask = () => standby.read(async (pool) => (await pool.query('select 1 as one')).rows)
    const three = await Promise.all([ask(), ask(), ask()])
    expect([...three, await ask()]).toEqual(Array.from({ length: 4 }, () => [{ one: 1 }]))
    expect(silent.totalCount).toBe(3)
    await link.cut()
    await silent.end()
  })

  it('reads a page from one server, also when the standby goes away in the middle', async () => {
    await using one = await postgres()
    await using other = await postgres()
    await using link = await proxy(one.url)
    const behind = new pg.Pool({ connectionString: link.url }).on('error', () => {})
    using standby = openStandby(behind, other.pool())
    const asked: string[] = []
    await standby.read(async (db) => {
      for (const _statement of ['events', 'artists']) {
        const { rows } = await db.query('select current_database() as name')
        asked.push(rows[0].name)
        if (asked.length === 1) await link.cut()
      }
    })
    const [standbyName, primaryName] = [one, other].map(({ url }) => new URL(url).pathname.slice(1))
    expect(asked).toEqual([standbyName, primaryName, primaryName])
    await behind.end()
  })

  describe('check', () => {
    let primary: ReplicatedPostgres
    let nowMs = 0
    const opened = new AsyncDisposableStack()
    beforeAll(async () => {
      primary = opened.use(await dedicatedPostgres({ standby: true }))
    })
    afterAll(() => opened.disposeAsync())

    /** Which table there is, by the server that is read. */
    const open = () => {
      const standby = openStandby(primary.standby.pool(), primary.pool(), () => nowMs)
      const notes = () =>
        standby.read(async (db) => {
          const { rowCount } = await db.query(`select from pg_class where relname = 'notes'`)
          return rowCount
        })
      return { standby, notes, [Symbol.dispose]: () => standby[Symbol.dispose]() }
    }
    const checkLater = (standby: Standby, ms: number) => ((nowMs += ms), standby.check())

    it('leaves a standby that does not replay, and reads from it when it does', async () => {
      using opening = open()
      const { standby, notes } = opening
      await primary.standby.pauseReplay()
      await primary.pool().query('create table notes ()')
      await standby.check()
      await checkLater(standby, 9_999)
      expect(await notes(), 'late by less than ten seconds').toBe(0)
      await expect(checkLater(standby, 1)).rejects.toThrow('The standby is behind')
      expect(await notes()).toBe(1)
      await primary.standby.resumeReplay()
      await primary.standby.caughtUp()
      await standby.check()
      await primary.standby.pauseReplay()
      await primary.pool().query('drop table notes')
      expect(await notes(), 'what the standby has').toBe(1)
      await primary.standby.resumeReplay()
      await primary.standby.caughtUp()
    })

    it('knows that one is behind that was away for long', async () => {
      const link = await proxy(primary.standby.url)
      await using _link = link
      const behind = new pg.Pool({ connectionString: link.url }).on('error', () => {})
      using standby = openStandby(behind, primary.pool(), () => nowMs)
      await standby.check()
      await link.cut()
      await primary.standby.pauseReplay()
      await primary.pool().query('create table late ()')
      await expect(checkLater(standby, 60_000)).rejects.toThrow('ECONNREFUSED')
      await link.restore()
      await expect(checkLater(standby, 60_000)).rejects.toThrow('The standby is behind')
      await primary.standby.resumeReplay()
      await primary.standby.caughtUp()
      await standby.check()
      await behind.end()
    })
  })
})
