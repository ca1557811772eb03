import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import type { Omission } from '../src/without.ts'
import type { Servers } from './open-servers.ts'

/** A database, topics and keys of one trial. */
export interface Books extends AsyncDisposable {
  databaseUrl: string
  pool: pg.Pool
  /** Stands before the names of topics, groups and keys. */
  prefix: string
}

export async function openBooks(
  { postgres, kafka }: Servers,
  without: readonly Omission[],
): Promise<Books> {
  const prefix = `trial-${randomUUID().slice(0, 8)}-`
  const admin = await postgres.connect()
  await admin.query(`create database "${prefix}shop"`)
  await admin.end()
  const url = new URL(postgres.url)
  url.pathname = `/${prefix}shop`
  const pool = new pg.Pool({ connectionString: url.href, max: 4 })
  // A restart of the server ends idle connections, too.
  pool.on('error', () => {})
  await pool.query(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'))
  // The constraint is the second line of the locks and of the inbox. Whoever writes the shop
  // without them has not thought of it either.
  if (without.includes('row-locks') || without.includes('inbox'))
    await pool.query('alter table tickets drop constraint one_ticket_a_seat')
  await Promise.all(
    ['commands', 'events'].map((topic) => kafka.topic(`${prefix}${topic}`, { partitions: 4 })),
  )
  return { databaseUrl: url.href, pool, prefix, [Symbol.asyncDispose]: () => pool.end() }
}
