import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import type { Lease } from '../service.ts'
import { answerOf, answerWithinMs } from '../sources/answer-of.ts'
import type { PostgresGrant } from './keep-postgres.ts'
import { advisoryLockSpace, sweepOrphanedDatabases } from './orphaned-databases.ts'
import { describePostgresFailure, yourPostgresUnavailable } from './your-postgres-failure.ts'

const oldestVersionNumber = 180_000

/** Creates a database on the caller's own server; an advisory lock shows that it is in use. */
export async function leaseYourPostgres(address: string): Promise<Lease<PostgresGrant>> {
  const admin = await connectAsAdmin(address)
  try {
    const version = await requireRecentServer(admin, address)
    await sweepOrphanedDatabases(admin)
    const database = `lab_${randomBytes(8).toString('hex')}`
    // Before the database: another keeper that sees it must see that it is taken.
    await admin.query('select pg_advisory_lock($1, hashtext($2))', [advisoryLockSpace, database])
    await createDatabase(admin, database, address)
    const socket = admin as Client & { ref(): void; unref(): void }
    // An undisposed lease must not keep its process alive.
    socket.unref()
    return {
      grant: { version, url: withDatabase(address, database) },
      async release() {
        socket.ref()
        try {
          await admin.query(`drop database if exists ${database} with (force)`)
        } finally {
          await admin.end()
        }
      },
    }
  } catch (error) {
    await admin.end().catch(() => {})
    throw error
  }
}

async function connectAsAdmin(address: string): Promise<Client> {
  requirePostgresUrl(address)
  let admin: Client | undefined
  try {
    admin = new Client({
      connectionString: address,
      application_name: 'backend-lab',
      connectionTimeoutMillis: answerWithinMs,
    })
    admin.on('error', () => {})
    await admin.connect()
    return admin
  } catch (cause) {
    await admin?.end().catch(() => {})
    throw describePostgresFailure(address, cause)
  }
}

function requirePostgresUrl(address: string): void {
  const protocol = URL.canParse(address) ? new URL(address).protocol : ''
  if (protocol === 'postgres:' || protocol === 'postgresql:') return
  throw yourPostgresUnavailable(
    'Cannot read DATABASE_URL: it must be a URL such as postgres://user:password@host:5432/database',
    'correct DATABASE_URL, or unset it for an embedded PostgreSQL',
  )
}

async function requireRecentServer(admin: Client, address: string): Promise<string> {
  const { rows } = await answerOf('what version it is', () =>
    admin.query<{ number: string; version: string }>(
      "select current_setting('server_version_num') as number, current_setting('server_version') as version",
    ),
  ).catch((cause: unknown) => {
    throw describePostgresFailure(address, cause)
  })
  const version = rows[0]?.version.split(' ')[0] ?? ''
  if (Number(rows[0]?.number) >= oldestVersionNumber) return version
  throw yourPostgresUnavailable(
    `Cannot use PostgreSQL ${version} at ${new URL(address).host}: it must be 18 or later`,
    'point DATABASE_URL to a PostgreSQL 18, or unset it for an embedded one',
  )
}

async function createDatabase(admin: Client, database: string, address: string): Promise<void> {
  try {
    await admin.query(`create database ${database} template template0`)
  } catch (cause) {
    throw describePostgresFailure(address, cause)
  }
}

function withDatabase(address: string, database: string): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}
