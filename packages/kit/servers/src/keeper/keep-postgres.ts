import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { startPostgres, throwawaySettings } from '../machine/start-postgres.ts'
import { createQueue } from '../machine/queue.ts'
import type { KeepOptions, KeptServer } from './kept-server.ts'

const stockSize = 4

/** One PostgreSQL; a lease is a database, taken from a small stock of ready ones. */
export async function keepPostgres(options: KeepOptions): Promise<KeptServer<'postgres'>> {
  const server = await startPostgres({ ...options, settings: throwawaySettings })
  // Two connections: a lease must not wait behind the drops of others.
  const [creator, dropper] = await Promise.all([connect(server.url('postgres')), connect(server.url('postgres'))])
  const createOne = createQueue()
  const dropOne = createQueue()
  const stock: Promise<string>[] = []

  const create = () =>
    createOne(async () => {
      const database = `lab_${randomBytes(6).toString('hex')}`
      await creator.query(`create database ${database} template template0 strategy file_copy`)
      return database
    })
  const refill = () => {
    while (stock.length < stockSize) {
      const database = create()
      database.catch(() => {})
      stock.push(database)
    }
  }
  refill()

  return {
    version: server.ready.version,
    port: server.port,
    lifeline: server.lifeline,
    async lease() {
      const next = stock.shift() ?? create()
      refill()
      const database = await next
      return {
        grant: { version: server.ready.version, url: server.url(database) },
        async release() {
          await dropOne(() => dropper.query(`drop database if exists ${database} with (force)`))
        },
      }
    },
    async stop() {
      await server.lifeline.stop()
    },
  }
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: 'backend-lab keeper' })
  client.on('error', () => {})
  await client.connect()
  return client
}
