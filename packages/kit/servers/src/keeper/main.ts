import { chmodSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { disconnectEngine } from '../containers/connect-engine.ts'
import { removeDataFolders } from '../machine/data-folder.ts'
import { waitForFileLock } from '../machine/file-lock.ts'
import { keeperIdleMs } from './idle-time.ts'
import { keepServices } from './keep-services.ts'
import { describeRuntimeFolder } from './runtime-folder.ts'
import { serveClient } from './serve-client.ts'
import { sweepRuntimeFolders } from './sweep-runtime-folders.ts'

const lockWithinMs = 10_000

const runtime = describeRuntimeFolder(process.argv[2] ?? '')
const idleMs = keeperIdleMs(process.env)

// Exactly one keeper: the lock lives as long as this process. A second keeper waits a
// little, because the first may be on its way out.
const lock = await waitForFileLock(runtime.lock, lockWithinMs)
if (!lock) process.exit(0)

removeDataFolders(runtime.name)
await sweepRuntimeFolders(runtime.folder, Date.now())
const services = keepServices(runtime)
const sockets = new Set<Socket>()
let idleTimer: NodeJS.Timeout | undefined
let isStopping = false

const server = createServer((socket) => {
  if (isStopping) return void socket.destroy()
  clearTimeout(idleTimer)
  sockets.add(socket)
  serveClient(socket, { name: runtime.name, services, stop, onDone })

  function onDone() {
    sockets.delete(socket)
    if (sockets.size === 0) waitForClients()
  }
})

rmSync(runtime.socket, { force: true })
server.listen(runtime.socket, () => {
  chmodSync(runtime.socket, 0o600)
  rmSync(runtime.starting, { recursive: true, force: true })
  log(`keeper ${process.pid} listens, idle stop after ${idleMs} ms`)
  waitForClients()
})

process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('uncaughtException', (error) => log(`error: ${error.stack}`))
process.on('unhandledRejection', (error) => log(`unhandled: ${String(error)}`))

function waitForClients(): void {
  clearTimeout(idleTimer)
  if (!isStopping) idleTimer = setTimeout(() => void stop(), idleMs)
}

async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  // Without the socket's name new clients start the next keeper, which waits for the lock.
  rmSync(runtime.socket, { force: true })
  server.close()
  await services.stop()
  // Dedicated containers and Ryuk.
  await disconnectEngine().catch((error: unknown) =>
    log(`cannot remove containers: ${String(error)}`),
  )
  log('keeper stopped')
  process.exit(0)
}

function log(text: string): void {
  console.log(`${new Date().toISOString()} ${text}`)
}
