import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { topicSettings } from '../src/kafka/topic-settings.ts'
import type { Omission } from './omissions.ts'
import type { Servers } from './open-servers.ts'

/** A database, topics and keys of one trial. */
export interface TrialData extends AsyncDisposable {
  databaseUrl: string
  pool: pg.Pool
  /** Stands before the names of topics, groups and keys. */
  prefix: string
}

export async function openTrialData(
  { postgres, kafka }: Servers,
  without: readonly Omission[],
): Promise<TrialData> {
  const name = `shop-${randomUUID().slice(0, 8)}`
  const prefix = `${kafka.groupId(name)}-`
  const databaseUrl = 'crash' in postgres ? await createDatabase(postgres, name) : postgres.url
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  // A restart of the server ends idle connections, too.
  pool.on('error', () => {})
  await pool.query('drop schema public cascade; create schema public')
  await pool.query(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'))
  // The constraint is the second line of the locks and of the inbox. A team that writes the shop
  // without them has not thought of it either.
  if (without.includes('skip-locked') || without.includes('inbox'))
    await pool.query('alter table tickets drop constraint one_ticket_a_seat')
  await createTopics(
    kafka,
    ['commands', 'events'].map((topic) => `${prefix}${topic}`),
  )
  return {
    databaseUrl,
    pool,
    prefix,
    [Symbol.asyncDispose]: () => pool.end(),
  }
}

/** On a server of the trial's own. On yours the database is the one that was lent. */
async function createDatabase(postgres: Servers['postgres'], name: string): Promise<string> {
  const admin = await postgres.connect()
  await admin.query(`create database "${name}"`)
  await admin.end()
  return onDatabase(postgres.url, name)
}

/** The URL of another database of the same server. */
export function onDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = name
  return url.href
}

/** On three brokers each partition is on all of them, and two must have what is acknowledged. */
async function createTopics(kafka: Servers['kafka'], topics: string[]): Promise<void> {
  const admin = kafka.client().admin()
  await admin.connect()
  const { brokers } = await admin.describeCluster()
  const replicationFactor = Math.min(3, brokers.length)
  const settings = {
    ...topicSettings,
    ...(replicationFactor === 3 && { 'min.insync.replicas': '2' }),
  }
  const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }))
  await admin.createTopics({
    topics: topics.map((topic) => ({ topic, numPartitions: 4, replicationFactor, configEntries })),
  })
  await admin.disconnect()
}
