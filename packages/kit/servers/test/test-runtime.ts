import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectToRunningKeeper } from '../src/keeper-client/keeper-connection.ts'
import { sendLine } from '../src/keeper/json-lines.ts'
import { describeRuntimeFolder } from '../src/keeper/runtime-folder.ts'
import { dataFolderNames } from './data-folder-names.ts'
import { containerNames, networkNames } from './docker-engine.ts'
import { waitUntil } from './wait-until.ts'

export interface TestRuntime extends AsyncDisposable {
  folder: string
  environment: NodeJS.ProcessEnv
  keeperPids(): number[]
  serverPid(service: string): number
  dataFolders(): string[]
  /** The containers of its keeper, also those that have stopped. */
  containers(): Promise<string[]>
  /** Data folders, of its keeper or its clients, containers and networks. */
  everything(): Promise<string[]>
}

/** A runtime folder with a keeper of its own, for tests that kill it; embedded unless told otherwise. */
export function testRuntime(variables: NodeJS.ProcessEnv = {}): TestRuntime {
  const folder = mkdtempSync(join(tmpdir(), 'lab-test-'))
  const runtime = describeRuntimeFolder(folder)
  return {
    folder,
    environment: {
      ...process.env,
      LAB_RUNTIME_DIR: folder,
      LAB_SERVERS: 'embedded',
      ...variables,
    },
    keeperPids() {
      const log = readFileSync(runtime.keeperLog, 'utf8')
      return [...log.matchAll(/keeper (\d+) listens/g)].map(([, pid]) => Number(pid))
    },
    serverPid(service) {
      const log = readFileSync(runtime.keeperLog, 'utf8')
      return Number(new RegExp(`^${service} .*, pid (\\d+)$`, 'm').exec(log)?.[1])
    },
    dataFolders() {
      const prefix = `backend-lab-${runtime.name}-`
      return dataFolderNames().filter((entry) => entry.startsWith(prefix))
    },
    async containers() {
      const prefix = `backend-lab-${runtime.name}-`
      return (await containerNames()).filter((entry) => entry.startsWith(prefix))
    },
    async everything() {
      const prefixes = [`backend-lab-${runtime.name}-`, `backend-lab-dedicated-${runtime.name}-`]
      const all = [...dataFolderNames(), ...(await containerNames()), ...(await networkNames())]
      return all.filter((entry) => prefixes.some((prefix) => entry.startsWith(prefix)))
    },
    async [Symbol.asyncDispose]() {
      const socket = await connectToRunningKeeper(runtime)
      if (socket) {
        socket.on('error', () => {})
        socket.resume()
        const closed = new Promise((resolve) => socket.once('close', resolve))
        sendLine(socket, { ask: 'stop' })
        await closed
      }
      // The rule behind all tests: nothing is left.
      await waitUntil(async () => (await this.everything()).length === 0)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
