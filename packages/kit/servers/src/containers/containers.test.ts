import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { foreignImage } from '../../test/broken-image.ts'
import { containerNames, hasEngine, listContainers } from '../../test/docker-engine.ts'
import { startClient } from '../../test/start-client.ts'
import { testRuntime } from '../../test/test-runtime.ts'
import { waitUntil } from '../../test/wait-until.ts'
import { serversStatus } from '../control.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'

const inContainers = { LAB_SERVERS: 'containers' }
const suite = { ...process.env, ...inContainers }

// Nothing here can be tried without a Docker engine; `lab test` says when there is none.
describe.runIf(hasEngine)('containers', () => {
  it('publish their ports, and those of Ryuk, on loopback only', async () => {
    await using _database = await startClient('postgres', suite)
    await using _keySpace = await startClient('redis', suite)
    await using _bus = await startClient('kafka', suite)
    const session = await sessionContainers(await suiteContainers())
    const published = session.flatMap(({ Ports }) =>
      Ports.filter(({ PublicPort }) => PublicPort !== undefined),
    )
    expect(published.length).toBeGreaterThanOrEqual(4)
    expect(published.filter(({ IP }) => IP !== '127.0.0.1')).toEqual([])
  })

  it('run beside the embedded server of the same keeper', async () => {
    await using embedded = await startClient('redis', { ...suite, LAB_SERVERS: 'embedded' })
    await using contained = await startClient('redis', suite)
    expect([embedded, contained].map(({ said }) => said.server.source)).toEqual([
      'embedded',
      'containers',
    ])
    const status = await serversStatus()
    const running = status.keeper === 'running' ? status.services : []
    expect(running.filter(({ service }) => service === 'redis')).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ source: 'embedded' }),
        expect.objectContaining({ source: 'containers' }),
      ]),
    )
  })

  it('write nothing into the temporary folder, which every user may write to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-engine-'))
    await using runtime = testRuntime({ ...inContainers, TMPDIR: folder })
    await using _keySpace = await startClient('redis', runtime.environment)
    const left = readdirSync(folder)
    rmSync(folder, { recursive: true })
    expect(left).toEqual([])
  })

  it('of a killed keeper are removed, Ryuk too', async () => {
    await using runtime = testRuntime(inContainers)
    await using _database = await startClient('postgres', runtime.environment)
    await using _own = await startClient('dedicated postgres', runtime.environment)
    const session = await sessionContainers(await runtime.containers())
    expect(session).toHaveLength(3)
    process.kill(runtime.keeperPids()[0] ?? 0, 'SIGKILL')
    const ids = new Set(session.map(({ Id }) => Id))
    await waitUntil(async () => !(await listContainers()).some(({ Id }) => ids.has(Id)))
  })

  it('are removed before the keeper has stopped, Ryuk too', async () => {
    const runtime = testRuntime(inContainers)
    await using _keySpace = await startClient('redis', runtime.environment)
    await using _own = await startClient('dedicated postgres', runtime.environment)
    const session = await sessionContainers(await runtime.containers())
    expect(session).toHaveLength(3)
    await runtime[Symbol.asyncDispose]()
    const left = (await listContainers()).map(({ Id }) => Id)
    expect(session.filter(({ Id }) => left.includes(Id))).toEqual([])
  })
})

describe.runIf(hasEngine)('an image that cannot be had', () => {
  const missing = { LAB_REDIS_IMAGE: 'localhost:1/no-such-image:0' }

  it('is named when containers are forced', async () => {
    await using client = await startClient('redis', { ...suite, ...missing })
    expect(client.said).toEqual({
      name: 'ServerUnavailableError',
      message: expect.stringMatching(
        /^Cannot start Redis in a container: the image localhost:1\/no-such-image:0 is missing and cannot be pulled \(.*\)\nTry: docker pull localhost:1\/no-such-image:0; or set REDIS_URL$/,
      ),
    })
  })

  it('is named in one line, and a test goes on with an embedded server', async () => {
    await using client = await startClient('redis', { ...suite, ...missing, LAB_SERVERS: '' })
    expect(client.said.server.source).toBe('embedded')
    expect(
      client
        .complained()
        .split('\n')
        .filter((line) => line.startsWith('Cannot')),
    ).toEqual([
      expect.stringMatching(
        /the image localhost:1\/no-such-image:0 is missing and cannot be pulled .*; embedded instead/,
      ),
    ])
  })

  it('is named when it is for another processor, and leaves no container', async () => {
    await using image = await foreignImage()
    await using client = await startClient('postgres', { ...suite, LAB_POSTGRES_IMAGE: image.name })
    expect(client.said.message).toMatch(
      /^Cannot start PostgreSQL in a container: the image backend-lab-test-\d+:foreign, made for \S+, does not run on \S+ \(exec format error\)\nTry: docker pull --platform linux\//,
    )
    expect((await listContainers()).filter(({ Image }) => Image === image.name)).toEqual([])
  })
})

describe('an engine that does not answer', () => {
  const stopped = { DOCKER_HOST: 'unix:///no/engine.sock' }

  // A keeper of its own: one that is connected to an engine stays with it.
  it('is an error when containers are forced', async () => {
    await using runtime = testRuntime({ ...inContainers, ...stopped })
    await using client = await startClient('redis', runtime.environment)
    expect(client.said.message).toMatch(
      /^Cannot start Redis in a container: Cannot reach the Docker engine .*no such socket\nTry: .*; or set REDIS_URL$/,
    )
  })

  it('is one line, and a test goes on with an embedded server', async () => {
    await using client = await startClient('redis', { ...suite, ...stopped, LAB_SERVERS: '' })
    expect(client.said.server.source).toBe('embedded')
    expect(client.complained()).toMatch(
      /^Cannot reach the Docker engine at .*embedded instead.*\n$/,
    )
  })
})

async function suiteContainers(): Promise<string[]> {
  const { name } = runtimeFolder()
  return (await containerNames()).filter((entry) => entry.startsWith(`backend-lab-${name}-`))
}

/** All containers that Ryuk would remove together with these. */
async function sessionContainers(names: string[]) {
  const own = new Set(names.map((name) => `/${name}`))
  const all = await listContainers()
  const label = 'org.testcontainers.session-id'
  const session = all.find(({ Names }) => Names.some((name) => own.has(name)))?.Labels[label]
  return all.filter(({ Labels }) => session !== undefined && Labels[label] === session)
}
