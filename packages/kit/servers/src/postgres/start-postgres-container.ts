import { randomBytes } from 'node:crypto'
import type { Container } from '../containers/container-lifeline.ts'
import { imageOf } from '../containers/image-of.ts'
import { startContainer } from '../containers/start-container.ts'
import type { ContainerOptions, NetworkPlace } from '../containers/start-container.ts'
import type { Place } from '../service.ts'
import { probePostgres } from './probe-postgres.ts'
import type { RunningPostgres } from './probe-postgres.ts'
import {
  asArguments,
  commonSettings,
  postgresSuperuser,
  primaryLine,
  standbySettings,
} from './server-settings.ts'

export interface PostgresContainerOptions extends ContainerOptions {
  place?: NetworkPlace
  /** Whom it follows, as a standby. */
  primary?: PostgresPrimary
}

export interface PostgresPrimary extends Place {
  /** As those of the container with a copy of whose data this one begins. */
  password: string
  container: Container
}

export interface RunningPostgresContainer extends RunningPostgres {
  password: string
  container: Container
}

// Where the image of PostgreSQL 18 keeps its data, in a folder for each major version.
const dataFolder = '/var/lib/postgresql'

// At the first start only: once promoted, a standby stays what it has become.
const beStandby = `
  if ! test -e /tmp/standby; then
    touch /tmp/standby "$PGDATA/standby.signal"
    printf %s "$LAB_PRIMARY" >> "$PGDATA/postgresql.auto.conf"
  fi
  exec docker-entrypoint.sh "$@"`

/** Starts PostgreSQL in a container, as the embedded one is started. */
export async function startPostgresContainer(
  options: PostgresContainerOptions,
): Promise<RunningPostgresContainer> {
  const { primary } = options
  const password = primary?.password ?? randomBytes(18).toString('base64url')
  const settings = {
    ...commonSettings,
    ...options.settings,
    ...(primary ? standbySettings : {}),
  }
  const urlAt = (port: number, database: string) =>
    `postgres://${postgresSuperuser}:${password}@127.0.0.1:${port}/${database}`
  const running = await startContainer({
    service: options.service,
    image: imageOf(options.service),
    name: options.name,
    onProgress: options.onProgress,
    place: options.place,
    prepare: async (container) => {
      if (primary) await copyFolder(primary.container, container)
    },
    describe: () => ({
      port: 5432,
      // As the first process it would inherit the programs of `copy ... to program` whose backend
      // has gone, and take the death of one for a crash of its own.
      init: true,
      environment: {
        POSTGRES_USER: postgresSuperuser,
        POSTGRES_PASSWORD: password,
        POSTGRES_DB: 'postgres',
        ...(primary ? { PGPASSWORD: password, LAB_PRIMARY: primaryLine(primary) } : {}),
        POSTGRES_INITDB_ARGS: '--set scram_iterations=1 --encoding UTF8 --locale C --no-sync',
      },
      command: [
        ...(primary ? ['sh', '-c', beStandby, 'sh'] : []),
        'postgres',
        ...asArguments(settings),
      ],
      memoryFolder: options.keepsData ? undefined : dataFolder,
    }),
    probe: (port) => probePostgres(urlAt(port, 'postgres')),
  })
  return { ...running, password, url: (database) => urlAt(running.port, database) }
}

async function copyFolder(from: Container, to: Container): Promise<void> {
  const files = await from.getArchive({ path: `${dataFolder}/.` })
  await to.putArchive(files, { path: dataFolder })
}
