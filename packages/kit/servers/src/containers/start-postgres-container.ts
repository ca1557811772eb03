import { randomBytes } from 'node:crypto'
import { postgresSuperuser } from '../machine/postgres-template.ts'
import { asArguments, commonSettings, probePostgres } from '../machine/start-postgres.ts'
import type { RunningPostgres } from '../machine/start-postgres.ts'
import { imageOf } from './images.ts'
import { startContainer } from './start-container.ts'
import type { StartContainerOptions } from './start-container.ts'

/** Starts PostgreSQL in a container, as the embedded one is started. */
export async function startPostgresContainer(
  options: StartContainerOptions,
): Promise<RunningPostgres> {
  const password = randomBytes(18).toString('base64url')
  const urlAt = (port: number, database: string) =>
    `postgres://${postgresSuperuser}:${password}@127.0.0.1:${port}/${database}`
  const running = await startContainer({
    service: 'postgres',
    image: imageOf('postgres'),
    name: options.name,
    onProgress: options.onProgress,
    describe: () => ({
      port: 5432,
      // As the first process it would inherit the programs of `copy ... to program` whose backend
      // has gone, and take the death of one for a crash of its own.
      init: true,
      environment: {
        POSTGRES_USER: postgresSuperuser,
        POSTGRES_PASSWORD: password,
        POSTGRES_DB: 'postgres',
        POSTGRES_INITDB_ARGS: '--set scram_iterations=1 --encoding UTF8 --locale C --no-sync',
      },
      command: ['postgres', ...asArguments({ ...commonSettings, ...options.settings })],
      // Where the image of PostgreSQL 18 keeps its data, in a folder for each major version.
      memoryFolder: options.keepsData ? undefined : '/var/lib/postgresql',
    }),
    probe: (port) => probePostgres(urlAt(port, 'postgres')),
  })
  return { ...running, url: (database) => urlAt(running.port, database) }
}
