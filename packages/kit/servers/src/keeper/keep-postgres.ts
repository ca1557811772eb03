import { randomBytes } from 'node:crypto'
import { createPostgresAdmin } from '../machine/postgres-admin.ts'
import { startPostgres, throwawaySettings } from '../machine/start-postgres.ts'
import type { KeepOptions, KeptServer } from './kept-server.ts'

const stockSize = 4

/** One PostgreSQL; a lease is a database, taken from a small stock of ready ones. */
export async function keepPostgres(options: KeepOptions): Promise<KeptServer<'postgres'>> {
  const server = await startPostgres({ ...options, settings: throwawaySettings })
  const { version } = server.ready
  // Two connections: a lease must not wait behind the drops of others.
  const creator = createPostgresAdmin(server.url('postgres'))
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
          await dropper.query(
            `copy (select pid from pg_stat_activity where datname = '${database}') to program 'xargs -r kill -CONT'`,
          )
          await dropper.query(`drop database if exists ${database} with (force)`)
        },
      }
    },
    stop: () => server.lifeline.stop(),
  }
}
