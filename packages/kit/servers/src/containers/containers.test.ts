import { describe, expect, it } from 'vitest'
import { databaseExists } from '../../test/database-exists.ts'
import { foreignImage } from '../../test/broken-image.ts'
import { hasEngine, listContainers } from '../../test/docker-engine.ts'
import { privateRuntime } from '../../test/private-runtime.ts'
import { startClient } from '../../test/start-client.ts'
import { waitUntil } from '../../test/wait-until.ts'

const inContainers = { LAB_SERVERS: 'containers' }

// Nothing here can be tried without a Docker engine; `lab test` says when there is none.
describe.runIf(hasEngine)('containers', () => {
  it('publish their ports, and those of Ryuk, on loopback only', async () => {
    await using runtime = privateRuntime(inContainers)
    await using _database = await startClient('postgres', runtime.environment)
    await using _keySpace = await startClient('redis', runtime.environment)
    await using _bus = await startClient('kafka', runtime.environment)
    const published = (await sessionContainers(runtime.containers)).flatMap(({ Ports }) =>
      Ports.filter(({ PublicPort }) => PublicPort !== undefined),
    )
    expect(published.map(({ IP }) => IP)).toEqual(Array(4).fill('127.0.0.1'))
  })

  it('run beside the embedded server of the same keeper', async () => {
    await using runtime = privateRuntime()
    await using embedded = await startClient('redis', runtime.environment)
    await using contained = await startClient('redis', { ...runtime.environment, ...inContainers })
    expect([embedded, contained].map(({ said }) => said.server.source)).toEqual([
      'embedded',
      'containers',
    ])
    expect(runtime.keeperPids()).toHaveLength(1)
    expect(await runtime.containers()).toHaveLength(1)
  })

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'drop the database of a client that ends by %s',
    async (signal) => {
      await using runtime = privateRuntime(inContainers)
      await using observer = await startClient('postgres', runtime.environment)
      await using client = await startClient('postgres', runtime.environment)
      await client.kill(signal)
      await waitUntil(async () => !(await databaseExists(client.said.url)))
      expect(await databaseExists(observer.said.url)).toBe(true)
    },
  )

  it('of a killed keeper are removed, Ryuk too', async () => {
    await using runtime = privateRuntime(inContainers)
    await using _database = await startClient('postgres', runtime.environment)
    await using _own = await startClient('own postgres', runtime.environment)
    const session = await sessionContainers(runtime.containers)
    expect(session).toHaveLength(3)
    process.kill(runtime.keeperPids()[0] ?? 0, 'SIGKILL')
    const ids = new Set(session.map(({ Id }) => Id))
    await waitUntil(async () => !(await listContainers()).some(({ Id }) => ids.has(Id)))
  })

  it('are removed before the keeper has stopped, Ryuk too', async () => {
    const runtime = privateRuntime(inContainers)
    await using _keySpace = await startClient('redis', runtime.environment)
    await using _own = await startClient('own postgres', runtime.environment)
    const session = await sessionContainers(runtime.containers)
    expect(session).toHaveLength(3)
    await runtime[Symbol.asyncDispose]()
    const left = (await listContainers()).map(({ Id }) => Id)
    expect(session.filter(({ Id }) => left.includes(Id))).toEqual([])
  })

  it('of its own end with a killed client', async () => {
    await using runtime = privateRuntime(inContainers)
    const client = await startClient('own postgres', runtime.environment)
    expect(await runtime.containers()).toHaveLength(1)
    await client.kill('SIGKILL')
    await waitUntil(async () => (await runtime.containers()).length === 0)
  })
})

describe.runIf(hasEngine)('an image that cannot be had', () => {
  const missing = { LAB_REDIS_IMAGE: 'localhost:1/no-such-image:0' }

  it('is named when containers are forced', async () => {
    await using runtime = privateRuntime({ ...inContainers, ...missing })
    await using client = await startClient('redis', runtime.environment)
    expect(client.said).toEqual({
      name: 'ServerUnavailableError',
      message: expect.stringMatching(
        /^Cannot start Redis in a container: the image localhost:1\/no-such-image:0 is missing and cannot be pulled \(.*\)\nTry: docker pull localhost:1\/no-such-image:0; or set REDIS_URL$/,
      ),
    })
    expect(await runtime.containers()).toEqual([])
  })

  it('is named in one line, and the test goes on with an embedded server', async () => {
    await using runtime = privateRuntime({ LAB_SERVERS: '', VITEST: 'true', ...missing })
    await using client = await startClient('redis', runtime.environment)
    expect(client.said.server.source).toBe('embedded')
    expect(linesAbout('Cannot', client.complained())).toEqual([
      expect.stringMatching(
        /the image localhost:1\/no-such-image:0 is missing and cannot be pulled .*; embedded instead/,
      ),
    ])
  })

  it('is named when it is for another processor', async () => {
    await using image = await foreignImage()
    await using runtime = privateRuntime({ ...inContainers, LAB_POSTGRES_IMAGE: image.name })
    await using client = await startClient('postgres', runtime.environment)
    expect(client.said.message).toMatch(
      /^Cannot start PostgreSQL in a container: the image backend-lab-test-\d+:foreign .*exec format error.*\nTry: docker pull --platform linux\//,
    )
    expect(await runtime.containers()).toEqual([])
  })
})

describe('an engine that does not answer', () => {
  const stopped = { DOCKER_HOST: 'unix:///no/engine.sock' }

  it('is an error when containers are forced', async () => {
    await using runtime = privateRuntime({ ...inContainers, ...stopped })
    await using client = await startClient('redis', runtime.environment)
    expect(client.said.message).toMatch(
      /^Cannot start Redis in a container: Cannot reach the Docker engine .*no such socket\nTry: .*; or set REDIS_URL$/,
    )
  })

  it('is one line, and the test goes on with an embedded server', async () => {
    await using runtime = privateRuntime({ LAB_SERVERS: '', VITEST: 'true', ...stopped })
    await using client = await startClient('redis', runtime.environment)
    expect(client.said.server.source).toBe('embedded')
    expect(client.complained()).toMatch(
      /^Cannot reach the Docker engine at .*embedded instead.*\n$/,
    )
  })
})

/** All containers that Ryuk would remove together with these. */
async function sessionContainers(names: () => Promise<string[]>) {
  const own = new Set((await names()).map((name) => `/${name}`))
  const all = await listContainers()
  const label = 'org.testcontainers.session-id'
  const session = all.find(({ Names }) => Names.some((name) => own.has(name)))?.Labels[label]
  return all.filter(({ Labels }) => session !== undefined && Labels[label] === session)
}

function linesAbout(word: string, text: string): string[] {
  return text.split('\n').filter((line) => line.includes(word))
}
