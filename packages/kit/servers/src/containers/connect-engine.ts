import type { ContainerRuntimeClient } from 'testcontainers'
import { cacheFolder } from '../machine/cache-folder.ts'
import { removeContainer, removeNetwork } from './container-lifeline.ts'
import { EngineError } from './engine-error.ts'
import { lookForEngine } from './find-engine.ts'

type Docker = ContainerRuntimeClient['container']['dockerode']

export interface ConnectedEngine {
  docker: Docker
  /** As the engine says it, for example `x86_64`. */
  architecture: string
  /** What makes Ryuk remove a container once this process is gone. */
  labels: Record<string, string>
  /** Removes all containers and networks of this process, Ryuk too, who otherwise stays for a second. */
  disconnect(): Promise<void>
}

let connected: Promise<ConnectedEngine> | undefined

/** Connects this process to the engine, with a Ryuk of its own; tries again after a failure. */
export function connectEngine(): Promise<ConnectedEngine> {
  connected ??= connect().catch((error: unknown) => {
    connected = undefined
    throw error
  })
  return connected
}

/** Ends the connection, if there is one. */
export async function disconnectEngine(): Promise<void> {
  const engine = await connected?.catch(() => undefined)
  connected = undefined
  await engine?.disconnect()
}

async function connect(): Promise<ConnectedEngine> {
  const engine = await lookForEngine(process.env)
  if (engine.state === 'absent') throw new EngineError(noEngine)
  if (engine.state === 'unusable') throw new EngineError(engine)
  // Where testcontainers looks first; it knows no contexts.
  process.env['DOCKER_HOST'] = engine.host
  // Where all our ports are; on a machine that looks like a container it would take another address.
  process.env['TESTCONTAINERS_HOST_OVERRIDE'] = '127.0.0.1'
  // No later process comes back to our Ryuk: its one connection lives as long as this process.
  process.env['TESTCONTAINERS_RYUK_RECONNECTION_TIMEOUT'] ??= '1s'
  const { getContainerRuntimeClient, getReaper, LABEL_TESTCONTAINERS_SESSION_ID } =
    await import('testcontainers')
  const client = await getContainerRuntimeClient()
  const { container } = client
  // testcontainers publishes ports on all addresses, Ryuk's among them.
  const create = container.create.bind(container)
  container.create = (options) => {
    for (const bindings of Object.values(options.HostConfig?.PortBindings ?? {}))
      for (const binding of bindings as { HostIp?: string }[]) binding.HostIp = '127.0.0.1'
    return create(options)
  }
  // A Ryuk found running belongs to another program, and would wait for the end of that one too.
  const alone = Object.create(container, { list: { value: async () => [] } })
  const reaper = await withTemporaryFolder(cacheFolder('containers'), () =>
    getReaper(Object.create(client, { container: { value: alone } })),
  )
  return {
    docker: container.dockerode,
    architecture: client.info.containerRuntime.architecture,
    labels: { [LABEL_TESTCONTAINERS_SESSION_ID]: reaper.sessionId },
    async disconnect() {
      const label = `${LABEL_TESTCONTAINERS_SESSION_ID}=${reaper.sessionId}`
      const filters = JSON.stringify({ label: [label] })
      const own = await container.dockerode.listContainers({ all: true, filters })
      await Promise.all(own.map(({ Id }) => removeContainer(container.getById(Id))))
      const networks = await container.dockerode.listNetworks({ filters })
      await Promise.all(networks.map(({ Id }) => removeNetwork(container.dockerode.getNetwork(Id))))
    },
  }
}

// testcontainers empties a lock file there whose name is predictable: a link that another user has
// put in its place would lead to any file of this user.
async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = folder
  try {
    return await work()
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  }
}

const noEngine = {
  problem: 'there is no Docker engine',
  remedy: 'install Docker, or unset LAB_SERVERS',
}
