import { PG_MIGRATE_LOCK_ID } from 'node-pg-migrate'
import { describe, expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../open-database.ts'
import { advisoryLock } from './advisory-lock.ts'
import { lockThroughPooler } from './lock-through-pooler.ts'
import { migratesOnce, onceInterrupted } from './migrates-once.ts'
import { noLock } from './no-lock.ts'

describe.concurrent('of the orders in which a deploy is interrupted once', () => {
  it('noLock runs a migration twice in 10 of 26', async ({ expect }) => {
    await using db = await openDatabase()
    expect(await migratesOnce(db.pool, db, noLock).explore(onceInterrupted)).toMatchObject({
      schedules: 26,
      violations: 10,
      shortest: { reason: 'the migration ran 2 times' },
    })
  })

  it('advisoryLock runs it once in all 38, and the other deploy waits in 32', async ({
    expect,
  }) => {
    await using db = await openDatabase()
    expect(await migratesOnce(db.pool, db, advisoryLock).holds(onceInterrupted)).toMatchObject({
      schedules: 38,
      waits: 32,
    })
  })

  it('lockThroughPooler runs it twice in 8 of 50, though both have got the lock', async ({
    expect,
  }) => {
    await using db = await openDatabase()
    const race = migratesOnce(db.oneSession, db, lockThroughPooler)
    expect(await race.explore(onceInterrupted)).toMatchObject({
      schedules: 50,
      violations: 8,
      shortest: { reason: 'the migration ran 2 times' },
    })
  })
})

describe('node-pg-migrate', () => {
  it('refuses by default while another deploy has the lock', async () => {
    await using db = await openDatabase()
    const other = await db.connect()
    await other.query('select pg_advisory_lock($1)', [PG_MIGRATE_LOCK_ID])
    await expect(migrate(db.url, 'seed-once')).rejects.toThrow(
      'Another migration is already running',
    )
    await other.query('select pg_advisory_unlock($1)', [PG_MIGRATE_LOCK_ID])
  })
})
