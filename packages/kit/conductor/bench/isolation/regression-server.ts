import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import pg from 'pg'

/** A server of its own, since the tests make roles and prepare transactions. */
export interface RegressionServer extends AsyncDisposable {
  version: string
  /** Makes the database anew, and forgets the roles that tests have made. */
  reset(): Promise<void>
  /** Connects as PostgreSQL's test driver does. */
  connect(applicationName: string): Promise<pg.Client>
}

const name = 'isolation_regression'

export async function startRegressionServer(): Promise<RegressionServer> {
  const server = await dedicatedPostgres({
    settings: { max_prepared_transactions: '10', fsync: 'off' },
  })
  const admin = await server.connect()
  return {
    version: server.server.version,
    async reset() {
      await admin.query(`drop database if exists ${name} with (force)`)
      const { rows } = await admin.query<{ role: string }>(
        `select quote_ident(rolname) as role from pg_roles where rolname like 'regress%'`,
      )
      for (const { role } of rows) await admin.query(`drop role ${role}`)
      await admin.query(`create database ${name}`)
    },
    async connect(applicationName) {
      const url = new URL(server.url)
      url.pathname = name
      const client = new pg.Client({
        connectionString: url.href,
        application_name: applicationName,
        options: `-c timezone=America/Los_Angeles -c datestyle=Postgres,MDY -c intervalstyle=postgres_verbose`,
      })
      // A test may end a session; its statements say so.
      client.on('error', () => {})
      await client.connect()
      return client
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
