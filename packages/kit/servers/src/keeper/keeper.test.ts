import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { databaseExists } from '../../test/database-exists.ts'
import { startClient } from '../../test/start-client.ts'
import { testRuntime } from '../../test/test-runtime.ts'
import { isRunning, waitUntil } from '../../test/wait-until.ts'
import { isPortFree } from '../machine/free-port.ts'

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Stops a backend of a database, by the server itself: it may run in a container. */
async function stopBackend(url: string): Promise<void> {
  const session = await connect(url)
  const { rows } = await session.query('select pg_backend_pid() as pid')
  const other = await connect(url)
  await other.query(`copy (select where false) to program 'kill -STOP ${rows[0].pid}'`)
  await other.end()
}

describe('keeper', () => {
  it.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
    'drops the database of a client that ends by %s',
    async (signal) => {
      await using observer = await startClient('postgres', process.env)
      await using client = await startClient('postgres', process.env)
      const { url } = client.said
      expect(await databaseExists(url)).toBe(true)
      await client.kill(signal)
      await waitUntil(async () => !(await databaseExists(url)))
      expect(await databaseExists(observer.said.url)).toBe(true)
    },
  )

  it('drops the database of a killed client that had stopped a backend', async () => {
    await using observer = await startClient('postgres', process.env)
    await using client = await startClient('postgres', process.env)
    const { url } = client.said
    await stopBackend(url)
    await client.kill('SIGKILL')
    await waitUntil(async () => !(await databaseExists(url)))
    expect(await databaseExists(observer.said.url)).toBe(true)
  })

  it('drops the databases of two killed clients, one of which had stopped a backend', async () => {
    await using observer = await startClient('postgres', process.env)
    await using stopper = await startClient('postgres', process.env)
    await using other = await startClient('postgres', process.env)
    await stopBackend(stopper.said.url)
    const watch = await connect(observer.said.url)
    await other.kill('SIGKILL')
    // Every backend of the server must hear of a drop, and the stopped one does not.
    const waiting = `select from pg_stat_activity where wait_event = 'ProcSignalBarrier'`
    await waitUntil(async () => (await watch.query(waiting)).rowCount === 1)
    await stopper.kill('SIGKILL')
    await waitUntil(async () => (await watch.query(waiting)).rowCount === 0)
    await watch.end()
    await waitUntil(async () => !(await databaseExists(stopper.said.url)))
    expect(await databaseExists(other.said.url)).toBe(false)
  })

  it('drops the database of a killed client on a machine with nothing on its PATH', async () => {
    await using runtime = testRuntime({ PATH: '' })
    await using client = await startClient('postgres', runtime.environment)
    await using observer = await startClient('postgres', runtime.environment)
    await client.kill('SIGKILL')
    await waitUntil(async () => !(await databaseExists(client.said.url)))
    expect(await databaseExists(observer.said.url)).toBe(true)
  })

  it('leaves no process and no data folder when it is killed, and the next client gets a new one', async () => {
    await using runtime = testRuntime()
    await using client = await startClient('postgres', runtime.environment)
    await using other = await startClient('redis', runtime.environment)
    expect(runtime.dataFolders()).toHaveLength(2)
    const ports = [client, other].map(({ said }) => Number(new URL(said.url).port))
    const [keeper = 0] = runtime.keeperPids()
    process.kill(keeper, 'SIGKILL')
    await waitUntil(() => runtime.dataFolders().length === 0)
    await waitUntil(async () => (await Promise.all(ports.map(isPortFree))).every(Boolean))
    await using next = await startClient('postgres', runtime.environment)
    expect(await databaseExists(next.said.url)).toBe(true)
    expect(runtime.keeperPids()).toHaveLength(2)
  })

  it('is started once by clients that come at the same time', async () => {
    await using runtime = testRuntime()
    const clients = await Promise.all(
      Array.from({ length: 3 }, () => startClient('redis', runtime.environment)),
    )
    expect(new Set(clients.map(({ said }) => new URL(said.url).port)).size).toBe(1)
    expect(new Set(clients.map(({ said }) => said.url)).size).toBe(3)
    expect(runtime.keeperPids()).toHaveLength(1)
    await Promise.all(clients.map((client) => client.kill('SIGKILL')))
  })

  it('stays as long as a client lives, and stops when the last one has been gone for the idle time', async () => {
    await using runtime = testRuntime({ LAB_KEEPER_IDLE_MS: '200' })
    const client = await startClient('redis', runtime.environment)
    const [keeper = 0] = runtime.keeperPids()
    const second = await startClient('redis', runtime.environment)
    await second.kill('SIGINT')
    expect(isRunning(keeper)).toBe(true)
    await client.kill('SIGINT')
    await waitUntil(() => !isRunning(keeper))
    expect(runtime.dataFolders()).toEqual([])
  })

  it('starts a server anew when it has died', async () => {
    await using runtime = testRuntime()
    await using first = await startClient('redis', runtime.environment)
    process.kill(runtime.serverPid('redis'), 'SIGKILL')
    await waitUntil(() => runtime.dataFolders().length === 0)
    await using second = await startClient('redis', runtime.environment)
    expect(second.said.server).toEqual(first.said.server)
    expect(new URL(second.said.url).password).not.toBe(new URL(first.said.url).password)
  })

  it('goes on when its own connections are terminated', async () => {
    await using runtime = testRuntime()
    await using first = await startClient('postgres', runtime.environment)
    const client = new Client({ connectionString: first.said.url })
    await client.connect()
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'backend-lab keeper'",
    )
    await client.end()
    const others = await Promise.all(
      Array.from({ length: 5 }, () => startClient('postgres', runtime.environment)),
    )
    expect(await Promise.all(others.map(({ said }) => databaseExists(said.url)))).toEqual(
      others.map(() => true),
    )
    await Promise.all(others.map((other) => other.kill('SIGKILL')))
  })

  it('gives PostgreSQL, and explains Kafka, on a machine with nothing on its PATH', async () => {
    await using runtime = testRuntime({ PATH: '', JAVA_HOME: '' })
    await using database = await startClient('postgres', runtime.environment)
    await using bus = await startClient('kafka', runtime.environment)
    expect(database.said.server.version).toMatch(/^18\./)
    expect(bus.said).toEqual({
      name: 'ServerUnavailableError',
      message: expect.stringMatching(
        /^Cannot start Kafka: it needs Java 17 .* the other servers work .*\nTry: .* KAFKA_BROKERS$/,
      ),
    })
  })
})
