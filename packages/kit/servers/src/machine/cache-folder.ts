import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

// What is fetched or built once per user and shared by all checkouts.
export function cacheFolder(...parts: string[]): string {
  const folder = join(cacheBase(), ...parts)
  mkdirSync(folder, { recursive: true })
  return folder
}

export function cacheBase(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['XDG_CACHE_HOME'] ?? ''
  if (chosen !== '') return join(chosen, 'backend-lab')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'backend-lab')
  return join(homedir(), '.cache', 'backend-lab')
}
