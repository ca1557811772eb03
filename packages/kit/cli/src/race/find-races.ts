import { parse } from 'node:path'
import type { Race } from '@lab/conductor'
import { MisuseError } from '../misuse-error.ts'
import type { Openers } from './openers.ts'

type Exports = Record<string, unknown>

/**
 * Finds the races of a file: exports that `conduct` returned, and those that its function `races`
 * (or its default export) returns.
 *
 * @throws {MisuseError} If there is none.
 */
export async function findRaces(
  file: string,
  exports: Exports,
  openers: Openers,
): Promise<Map<string, Race>> {
  const races = new Map<string, Race>()
  const add = (name: string, value: unknown) => {
    if (isRace(value)) races.set(name, value)
  }
  for (const [name, value] of Object.entries(exports)) {
    const isMaker = name === 'races' || name === 'default'
    const given: unknown = isMaker && typeof value === 'function' ? await value(openers) : value
    const own = name === 'default' ? parse(file).name : name
    if (!isMaker || isRace(given)) add(own, given)
    else for (const [each, race] of Object.entries(given ?? {})) add(each, race)
  }
  if (races.size > 0) return races
  throw new MisuseError(
    `Cannot run races of ${file}: it must export one, received ${Object.keys(exports).join(', ') || 'no export'}\n` +
      'Try: export const buyers = conduct({ ... }), or export async function races({ postgres }) ' +
      '{ ...; return { buyers: conduct({ ... }) } }',
  )
}

/** By its shape: the file may have a conductor of its own. */
function isRace(value: unknown): value is Race {
  if (typeof value !== 'object' || value === null) return false
  const { explore, replay, actors } = value as Partial<Race>
  return typeof explore === 'function' && typeof replay === 'function' && Array.isArray(actors)
}
