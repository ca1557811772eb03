import { mkdirSync, rmSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { FolderRefusedError } from './folder-refused-error.ts'
import { privateFolder } from './private-folder.ts'
import { homeFolder } from './system-user.ts'

const remedy = 'set XDG_CACHE_HOME to a folder of your own'

// What is fetched or built once per user and shared by all checkouts.
export function cacheFolder(...parts: string[]): string {
  const base = privateFolder(cacheBase(), { remedy, onOpen: replace })
  const folder = join(base, ...parts)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

export function cacheBase(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['XDG_CACHE_HOME'] ?? ''
  // The specification of XDG wants a relative one ignored.
  if (isAbsolute(chosen)) return join(chosen, 'backend-lab')
  const home = homeFolder()
  if (home === undefined) {
    throw new FolderRefusedError({
      problem: 'Cannot find a cache folder: this user has no home',
      remedy,
    })
  }
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'backend-lab')
  return join(home, '.cache', 'backend-lab')
}

// What others could write to may be theirs by now, whatever its owner: it is fetched again. The
// folder goes as a whole, because of a link only the link would go.
function replace(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
}
