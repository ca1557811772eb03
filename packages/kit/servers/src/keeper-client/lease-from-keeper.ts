import { keeperIdleMs } from '../keeper/idle-time.ts'
import type { DedicatedGrant, Request } from '../keeper/protocol.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'
import type { RuntimeFolder } from '../keeper/runtime-folder.ts'
import { startEnvironment } from '../keeper/start-environment.ts'
import { folderUnavailable } from '../machine/folder-unavailable.ts'
import type { LabSource, OnProgress } from '../server.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { DedicatedServers, Granted, Lease, ServiceDefinition } from '../service.ts'
import { connectToKeeper } from './keeper-connection.ts'
import { talkToKeeper } from './talk-to-keeper.ts'
import type { Talk } from './talk-to-keeper.ts'

const attempts = 20

/** Asks the keeper for a part of a shared server; the open socket is the lease. */
export async function leaseFromKeeper<Grant extends Granted>(
  service: ServiceDefinition<Grant>,
  source: LabSource,
  onProgress: OnProgress,
): Promise<Lease<Grant>> {
  const { module } = service
  const environment = startEnvironment(service)
  const request: Request = { ask: 'lease', module, source, environment }
  const { grant, talk } = await askForGrant<Grant>(request, { service, source, onProgress })
  return { grant, release: () => release(talk) }
}

/** Asks the keeper for containers that this caller has for itself; they end with the socket. */
export async function leaseContainers(
  service: ServiceDefinition,
  topology: object,
  onProgress: OnProgress,
): Promise<DedicatedServers> {
  const { module, name } = service
  const source = 'containers'
  const environment = startEnvironment(service)
  const request: Request = { ask: 'containers', module, topology, environment }
  const wanted = { service, source, onProgress } as const
  const { grant, talk } = await askForGrant<DedicatedGrant>(request, wanted)
  return {
    ...grant,
    remove: () => release(talk),
    async act(action, nodes) {
      const answer = await talk.ask({ ask: 'act', action, nodes: [...nodes] })
      if (answer?.reply === 'done') return
      const why = answer?.reply === 'failed' ? answer.problem : 'the keeper is gone'
      throw new Error(`Cannot ${action} ${name}: ${why}`)
    },
  }
}

interface Wanted {
  service: ServiceDefinition
  source: LabSource
  onProgress: OnProgress
}

async function askForGrant<Grant extends Granted>(
  request: Request,
  { service: { id, name }, source, onProgress }: Wanted,
): Promise<{ grant: Grant; talk: Talk }> {
  const runtime = findRuntimeFolder(id, source)
  const unavailable = (why: string, remedy: string, cause?: unknown) => {
    const problem = `Cannot start ${name}: ${why}`
    return new ServerUnavailableError({ service: id, source, problem, remedy, cause })
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
    if (answer?.reply === 'failed') {
      const { problem, remedy: way } = answer
      throw new ServerUnavailableError({ service: id, source, problem, remedy: way })
    }
  }
  throw unavailable(`the keeper went away ${attempts} times`, remedy)
}

/** The keeper that it would start reads the same variable, and its complaint would not be seen. */
function requireIdleTime(unavailable: (why: string, way: string) => Error): void {
  try {
    keeperIdleMs(process.env)
  } catch (error) {
    const [why = '', way = ''] = (error as Error).message.split('\nTry: ')
    throw unavailable(why, way)
  }
}

function findRuntimeFolder(service: string, source: LabSource): RuntimeFolder {
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
