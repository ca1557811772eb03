import type { Socket } from 'node:net'
import { onLines, sendLine } from '../keeper/json-lines.ts'
import type { Grants, Reply } from '../keeper/protocol.ts'
import { runtimeFolder } from '../keeper/runtime-folder.ts'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { serviceNames } from '../server.ts'
import type { OnProgress, Service } from '../server.ts'
import { connectToKeeper } from './keeper-connection.ts'

const attempts = 20

// What finding, fetching and starting a server depends on.
const startVariables = [
  'PATH',
  'JAVA_HOME',
  'XDG_CACHE_HOME',
  'MAVEN_OPTS',
  'MAVEN_ARGS',
  'M2_HOME',
]

export interface EmbeddedLease<Name extends Service> {
  grant: Grants[Name]
  /** Cleans up and gives the lease back; the end of this process does the same. */
  release: () => Promise<void>
}

/** Asks the keeper for a part of a shared server; the open socket is the lease. */
export async function leaseEmbedded<Name extends Service>(
  service: Name,
  onProgress: OnProgress,
): Promise<EmbeddedLease<Name>> {
  const runtime = runtimeFolder()
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const socket = await connectToKeeper(runtime).catch((cause: Error) => {
      const problem = `Cannot start ${serviceNames[service]}: ${cause.message}`
      throw unavailable(service, problem, runtime.keeperLog, cause)
    })
    const grant = await askForLease(socket, service, onProgress)
    if (grant) return { grant, release: () => release(socket) }
  }
  const problem = `Cannot start ${serviceNames[service]}: the keeper went away ${attempts} times`
  throw unavailable(service, problem, runtime.keeperLog)
}

function unavailable(
  service: Service,
  problem: string,
  log: string,
  cause?: Error,
): ServerUnavailableError {
  return new ServerUnavailableError({
    service,
    source: 'embedded',
    problem,
    remedy: `look into ${log}`,
    cause,
  })
}

// Gives nothing when the keeper goes away first, as an idle one may at any moment.
function askForLease<Name extends Service>(
  socket: Socket,
  service: Name,
  onProgress: OnProgress,
): Promise<Grants[Name] | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Grants[Name] | undefined>()
  socket.on('error', () => {})
  socket.once('close', () => resolve(undefined))
  onLines<Reply>(socket, (message) => {
    if (message.reply === 'progress') onProgress(message.text)
    if (message.reply === 'granted') {
      // An undisposed lease must not keep its process alive.
      socket.unref()
      resolve(message.grant as Grants[Name])
    }
    if (message.reply === 'failed') {
      socket.destroy()
      const { problem, remedy } = message
      reject(new ServerUnavailableError({ service, source: 'embedded', problem, remedy }))
    }
  })
  sendLine(socket, { ask: 'lease', service, environment: startEnvironment() })
  return promise
}

function startEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    startVariables.flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]]],
    ),
  )
}

async function release(socket: Socket): Promise<void> {
  if (socket.destroyed) return
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.ref()
  socket.once('close', () => resolve())
  onLines<Reply>(socket, (message) => {
    if (message.reply === 'released') resolve()
  })
  sendLine(socket, { ask: 'release' })
  await promise
  socket.destroy()
}
