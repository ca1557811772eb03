import type { OwnSource } from '../sources/choose-source.ts'
import type {
  DedicatedAction,
  DedicatedGrant,
  Grants,
  Request,
  Topology,
} from '../keeper/protocol.ts'
import { keeperIdleMs } from '../keeper/idle-time.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'
import type { RuntimeFolder } from '../keeper/runtime-folder.ts'
import { startEnvironment } from '../keeper/start-environment.ts'
import { folderUnavailable } from '../machine/folder-unavailable.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { serviceNames } from '../server.ts'
import type { OnProgress, Service } from '../server.ts'
import { connectToKeeper } from './keeper-connection.ts'
import { talkToKeeper } from './talk-to-keeper.ts'
import type { Talk } from './talk-to-keeper.ts'

const attempts = 20

export interface KeeperLease<Name extends Service> {
  grant: Grants[Name]
  source: OwnSource
  /** Cleans up and gives the lease back; the end of this process does the same. */
  release: () => Promise<void>
}

/** Asks the keeper for a part of a shared server; the open socket is the lease. */
export async function leaseFromKeeper<Name extends Service>(
  service: Name,
  source: OwnSource,
  onProgress: OnProgress,
): Promise<KeeperLease<Name>> {
  const request: Request = { ask: 'lease', service, source, environment: startEnvironment() }
  const { grant, talk } = await askForGrant<Grants[Name]>(request, { service, source, onProgress })
  return { grant, source, release: () => release(talk) }
}

export interface ContainersLease {
  grant: DedicatedGrant
  source: OwnSource
  release: () => Promise<void>
  /** Does it to the containers at these places of the grant, all at once. */
  act(action: DedicatedAction, nodes: readonly number[]): Promise<void>
}

/** Asks the keeper for containers of this caller's own, which end with the socket. */
export async function leaseContainers(
  topology: Topology,
  onProgress: OnProgress,
): Promise<ContainersLease> {
  const { service } = topology
  const source = 'containers'
  const request: Request = { ask: 'containers', topology, environment: startEnvironment() }
  const wanted = { service, source, onProgress } as const
  const { grant, talk } = await askForGrant<DedicatedGrant>(request, wanted)
  return {
    grant,
    source,
    release: () => release(talk),
    async act(action, nodes) {
      const answer = await talk.ask({ ask: 'act', action, nodes: [...nodes] })
      if (answer?.reply === 'done') return
      const why = answer?.reply === 'failed' ? answer.problem : 'the keeper is gone'
      throw new Error(`Cannot ${action} ${serviceNames[service]}: ${why}`)
    },
  }
}

interface Wanted {
  service: Service
  source: OwnSource
  onProgress: OnProgress
}

async function askForGrant<Grant>(
  request: Request,
  { service, source, onProgress }: Wanted,
): Promise<{ grant: Grant; talk: Talk }> {
  const runtime = findRuntimeFolder(service, source)
  const unavailable = (why: string, remedy: string, cause?: unknown) => {
    const problem = `Cannot start ${serviceNames[service]}: ${why}`
    return new ServerUnavailableError({ service, source, problem, remedy, cause })
  }
  const remedy = `look into ${runtime.keeperLog}`
  requireIdleTime(unavailable)
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const socket = await connectToKeeper(runtime).catch((cause: Error) => {
      throw unavailable(cause.message, remedy, cause)
    })
    const talk = talkToKeeper(socket, onProgress)
    const answer = await talk.ask(request)
    if (answer?.reply === 'granted') return { grant: answer.grant as Grant, talk }
    talk.end()
    if (answer?.reply === 'failed') throw new ServerUnavailableError({ service, source, ...answer })
  }
  throw unavailable(`the keeper went away ${attempts} times`, remedy)
}

/** The keeper that it would start reads the same variable, where nobody sees what is wrong with it. */
function requireIdleTime(unavailable: (why: string, way: string) => Error): void {
  try {
    keeperIdleMs(process.env)
  } catch (error) {
    const [why = '', way = ''] = (error as Error).message.split('\nTry: ')
    throw unavailable(why, way)
  }
}

function findRuntimeFolder(service: Service, source: OwnSource): RuntimeFolder {
  try {
    return runtimeFolder()
  } catch (error) {
    throw folderUnavailable(error, { service, source })
  }
}

async function release(talk: Talk): Promise<void> {
  await talk.ask({ ask: 'release' })
  talk.end()
}
