import { randomBytes } from 'node:crypto'
import { freePort } from '../machine/free-port.ts'
import type { Lifeline } from '../machine/lifeline.ts'
import type { Running } from '../machine/start-on-free-port.ts'
import { waitUntilReady } from '../machine/wait-until-ready.ts'
import type { OnProgress } from '../server.ts'
import type { ServiceDefinition, StartOptions } from '../service.ts'
import { connectEngine } from './connect-engine.ts'
import type { ConnectedEngine } from './connect-engine.ts'
import { cannotConnect, cannotPull, cannotRun } from './container-failure.ts'
import { holdContainer, removeContainer } from './container-lifeline.ts'
import type { Container } from './container-lifeline.ts'
import { ensureImage } from './ensure-image.ts'

const portAttempts = 5
// An image that starts for the first time is read from a cold disk.
const readyWithinMs = 120_000

/** What a shared and a dedicated server have in common. */
export interface ContainerOptions extends StartOptions {
  settings: Record<string, string>
  /** Whether its data must outlive a stop of the container, which memory does not. */
  keepsData: boolean
}

export interface ContainerLaunch<Ready extends object> {
  service: ServiceDefinition
  /** Part of the container's name. */
  name: string
  image: string
  onProgress: OnProgress
  /** What the container is made of, for the port that it gets on this machine. */
  describe(port: number): ContainerDescription
  /** Asks the server something; throws as long as it is not ready. */
  probe(port: number): Promise<Ready>
  /** Where it meets other containers, and its name there. */
  place?: NetworkPlace | undefined
  /** What to do with the container before its first start. */
  prepare?(container: Container): Promise<unknown>
}

export interface NetworkPlace {
  network: string
  hostname: string
  /** Stays the same across restarts: another container must not be found there. */
  address: string
}

export interface RunningContainer<Ready extends object> extends Running<Ready> {
  container: Container
}

export interface ContainerDescription {
  /** Where the server listens inside the container. */
  port: number
  environment: Record<string, string>
  command?: string[]
  /** A folder whose data may go when the container stops: it is kept in memory. */
  memoryFolder?: string | undefined
  /** Lets Docker's own init be the first process, which inherits what others leave behind. */
  init?: true
}

/** Starts a server in a container that is published on a free port of loopback. */
export async function startContainer<Ready extends object>(
  launch: ContainerLaunch<Ready>,
): Promise<RunningContainer<Ready>> {
  const engine = await connectEngine().catch((cause: unknown) => {
    throw cannotConnect(launch, cause)
  })
  await ensureImage(engine, launch.image, launch.onProgress).catch((cause: unknown) => {
    throw cannotPull(launch, cause)
  })
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const container = await createContainer(engine, launch, port)
    try {
      await launch.prepare?.(container)
      await container.start()
      return { ...(await waitFor(launch, container, port)), container }
    } catch (cause) {
      const seen = {
        cause,
        lines: await readLastLines(container),
        imageArchitecture: await imageArchitecture(engine, launch.image),
        engineArchitecture: engine.architecture,
      }
      await removeContainer(container)
      if (!isPortTaken(cause) || attempt === portAttempts) throw cannotRun(launch, seen)
    }
  }
}

async function createContainer<Ready extends object>(
  { docker, labels }: ConnectedEngine,
  { service, name, image, describe, place }: ContainerLaunch<Ready>,
  port: number,
): Promise<Container> {
  const description = describe(port)
  const inside = `${description.port}/tcp`
  const id = randomBytes(3).toString('hex')
  const container = await docker.createContainer({
    name: `backend-lab-${name}-${service.id}-${id}`,
    Image: image,
    Env: Object.entries(description.environment).map(([key, value]) => `${key}=${value}`),
    ...(description.command ? { Cmd: description.command } : {}),
    Labels: labels,
    ExposedPorts: { [inside]: {} },
    ...(place
      ? {
          NetworkingConfig: {
            EndpointsConfig: {
              [place.network]: {
                Aliases: [place.hostname],
                IPAMConfig: { IPv4Address: place.address },
              },
            },
          },
        }
      : {}),
    HostConfig: {
      ...(place ? { NetworkMode: place.network } : {}),
      ...(description.init ? { Init: true } : {}),
      PortBindings: { [inside]: [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
      ...(description.memoryFolder === undefined
        ? {}
        : { Tmpfs: { [description.memoryFolder]: 'mode=1777' } }),
    },
  })
  return docker.getContainer(container.id)
}

async function waitFor<Ready extends object>(
  launch: ContainerLaunch<Ready>,
  container: Container,
  port: number,
): Promise<Running<Ready>> {
  const lifeline: Lifeline = holdContainer(container)
  const ready = await waitUntilReady(() => launch.probe(port), lifeline, readyWithinMs)
  if ('why' in ready) throw new Error(ready.why)
  return {
    port,
    ready: ready.answer,
    lifeline,
    async restart() {
      await lifeline.waitForExit()
      await container.start()
      return waitFor(launch, container, port)
    },
  }
}

async function readLastLines(container: Container): Promise<string> {
  const logs = await container
    .logs({ stdout: true, stderr: true, tail: 8 })
    .catch(() => Buffer.of())
  const lines: string[] = []
  // Each piece has a header of eight bytes: which stream, and how long.
  for (let start = 0; start + 8 <= logs.length;) {
    const end = start + 8 + logs.readUInt32BE(start + 4)
    lines.push(logs.toString('utf8', start + 8, end).trimEnd())
    start = end
  }
  return lines.join('\n')
}

async function imageArchitecture({ docker }: ConnectedEngine, image: string): Promise<string> {
  const { Architecture } = await docker.getImage(image).inspect()
  return Architecture
}

function isPortTaken(error: unknown): boolean {
  return /port is already allocated|address already in use/.test(String(error))
}
