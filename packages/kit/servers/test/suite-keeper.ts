import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopServers } from '../src/control.ts'
import { describeRuntimeFolder } from '../src/keeper/runtime-folder.ts'
import { services } from '../src/services.ts'
import { dataFolderNames } from './data-folder-names.ts'
import { containerNames, networkNames } from './docker-engine.ts'

// The suite has its own keeper: it must not depend on, or end, the one that people use.
export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-suite-'))
  process.env['LAB_RUNTIME_DIR'] = folder
  const addresses = services.flatMap(({ yours }) => yours?.variable ?? [])
  for (const variable of [...addresses, 'LAB_KEEPER_IDLE_MS']) delete process.env[variable]
  const { name } = describeRuntimeFolder(folder)
  return async () => {
    await stopServers()
    const all = [...dataFolderNames(), ...(await containerNames()), ...(await networkNames())]
    const prefixes = [`backend-lab-${name}-`, `backend-lab-dedicated-${name}-`]
    const left = all.filter((entry) => prefixes.some((prefix) => entry.startsWith(prefix)))
    if (left.length > 0) throw new Error(`The suite left ${left.join(', ')}`)
    rmSync(folder, { recursive: true, force: true })
  }
}
