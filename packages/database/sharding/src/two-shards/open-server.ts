import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { Client, Pool } from 'pg'
import type { QueryResult } from 'pg'

export const databases = ['shard_a', 'shard_b', 'coordinator'] as const
export type DatabaseName = (typeof databases)[number]

export interface KillableServer extends DedicatedPostgres {
  /** Opens a connection to one database of the server. */
  open(database: DatabaseName): Promise<Client>
  /** Sends one statement to one database. */
  ask(database: DatabaseName, statement: string, values?: unknown[]): Promise<QueryResult>
}

/** Opens a server to kill: two shards, and the coordinator's database. */
export async function openServer(): Promise<KillableServer> {
  // Without this setting `prepare transaction` is refused: it is 0 by default.
  const server = await dedicatedPostgres({ settings: { max_prepared_transactions: '100' } })
  const admin = await server.connect()
  for (const database of databases) await admin.query(`create database ${database}`)
  await admin.end()

  const urlOf = (database: DatabaseName) => {
    const url = new URL(server.url)
    url.pathname = database
    return url.href
  }
  // Its connections end with each kill, and it opens others.
  const pools = databases.map((database) =>
    new Pool({ connectionString: urlOf(database), max: 1 })
      .on('error', () => {})
      .on('connect', (client) => client.on('error', () => {})),
  )
  const ask: KillableServer['ask'] = (database, statement, values) =>
    pools[databases.indexOf(database)]!.query(statement, values)
  for (const shard of ['shard_a', 'shard_b'] as const)
    await ask(shard, 'create table accounts (id int primary key, balance int not null)')
  await ask('coordinator', 'create table decisions (id text primary key, decision text not null)')

  return {
    ...server,
    ask,
    async open(database) {
      const client = new Client({ connectionString: urlOf(database) }).on('error', () => {})
      await client.connect()
      return client
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(pools.map((pool) => pool.end()))
      await server[Symbol.asyncDispose]()
    },
  }
}
