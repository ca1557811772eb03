import { randomBytes } from 'node:crypto'
import type { SharedServer } from '../service.ts'
import { createPostgresAdmin } from './postgres-admin.ts'
import type { RunningPostgres } from './probe-postgres.ts'

export interface PostgresGrant {
  version: string
  /** Of the caller's database. */
  url: string
}

const stockSize = 4

/**
 * Lets stopped processes go on. One that has ended meanwhile is no failure, and all words are the
 * shell's own, because the server may have no PATH.
 */
export const goOn = 'while read -r pid; do kill -CONT "$pid"; done; true'

/** One PostgreSQL; a lease is a database, taken from a small stock of ready ones. */
export function keepPostgres(server: RunningPostgres): SharedServer<PostgresGrant> {
  const { version } = server.ready
  // A lease must not wait behind the drops of others. Nor must what lets stopped backends go on:
  // a drop waits until every backend of the server, of any database, has heard of it.
  const creator = createPostgresAdmin(server.url('postgres'))
  const waker = createPostgresAdmin(server.url('postgres'))
  const dropper = createPostgresAdmin(server.url('postgres'))
  const stock: Promise<string>[] = []

  const create = async () => {
    const database = `lab_${randomBytes(6).toString('hex')}`
    await creator.query(`create database ${database} template template0 strategy file_copy`)
    return database
  }
  const refill = () => {
    while (stock.length < stockSize) {
      const database = create()
      database.catch(() => {})
      stock.push(database)
    }
  }
  refill()

  return {
    version,
    port: server.port,
    lifeline: server.lifeline,
    async lease() {
      const next = stock.shift() ?? create()
      refill()
      const database = await next
      return {
        grant: { version, url: server.url(database) },
        async release() {
          // A client that was killed may have left backends stopped, which cannot be told to end.
          await waker.query(
            `copy (select pid from pg_stat_activity where datname = '${database}') to program '${goOn}'`,
          )
          await dropper.query(`drop database if exists ${database} with (force)`)
        },
      }
    },
    stop: () => server.lifeline.stop(),
  }
}
