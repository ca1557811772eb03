import { postgres } from '@lab/servers/postgres'
import { expect, it } from 'vitest'
import { vacuumTables } from './vacuum-tables.ts'

const schema = 'create table seats as select n as id from generate_series(1, 1000) as n'

it('marks every page once the transaction that holds it back has ended', async () => {
  await using db = await postgres()
  const [client, other] = [await db.connect(), await db.connect()]
  await other.query('begin isolation level repeatable read; select 1')
  await client.query(schema)
  const vacuumed = vacuumTables(client, ['seats'])
  await other.query('commit')
  await vacuumed
  const { rows } = await client.query(
    `select relallvisible = relpages as all from pg_class where relname = 'seats'`,
  )
  expect(rows).toEqual([{ all: true }])
})

it('says what keeps it from that', async () => {
  await using db = await postgres()
  const [client, other] = [await db.connect(), await db.connect()]
  await other.query('begin isolation level repeatable read; select 1')
  await client.query(schema)
  await expect(vacuumTables(client, ['seats'])).rejects.toThrow(
    'Cannot mark every page of seats as visible to all: another transaction of the database must end first',
  )
})

it('has the log flushed before, because rows of a commit that is not flushed are not marked', async () => {
  await using db = await postgres()
  const client = await db.connect()
  await client.query(`set synchronous_commit = off; ${schema}`)
  const isFlushed: boolean[] = []
  const query = async (text: string, values?: unknown[]) => {
    if (text.startsWith('vacuum')) {
      const { rows } = await client.query(
        `select pg_current_wal_flush_lsn() >= $1::pg_lsn as flushed`,
        [written],
      )
      isFlushed.push(rows[0].flushed)
    }
    return client.query(text, values)
  }
  const { rows } = await client.query('select pg_current_wal_insert_lsn() as lsn')
  const written = rows[0].lsn
  await vacuumTables({ query }, ['seats'])
  expect(isFlushed[0]).toBe(true)
})
