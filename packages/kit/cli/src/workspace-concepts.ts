import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConceptManifest } from '@lab/stage'
import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'

/** The areas in the order in which lists show them. */
export const areas = [
  'database',
  'messaging',
  'resilience',
  'caching',
  'http',
  'security',
  'runtime',
  'platform',
]

export interface ConceptEntry {
  id: string
  /** `database` and so on, or `demos` for a whole system. */
  area: string
  /** The package's folder, absolute. */
  folder: string
  title: string
  question: string
  needs: string[]
  /** The concepts to learn before this one, by their ids. */
  after?: string[]
  /** Why it has more files or words than `lab check sizes` allows. */
  largerBecause?: string
}

/** Lists the concepts and whole systems of a workspace from their package.json, without loading them. */
export function workspaceConcepts(root: string): ConceptEntry[] {
  return [
    ...areas.map((area) => [area, join(root, 'packages', area)] as const),
    ['demos', join(root, 'demos')] as const,
  ].flatMap(([area, parent]) =>
    foldersIn(parent).flatMap((id) => readConcept(id, area, join(parent, id)) ?? []),
  )
}

/** @throws {MisuseError} If no concept has that id. */
export function requireConcept(root: string, id: string): ConceptEntry {
  const concepts = workspaceConcepts(root)
  const found = concepts.find((concept) => concept.id === id)
  if (found !== undefined) return found
  const names = concepts.map((concept) => concept.id)
  throw new MisuseError(
    `Unknown concept "${id}".${didYouMean(id, names)}\nThere are: ${names.join(', ') || 'none yet'}`,
  )
}

export function foldersIn(parent: string): string[] {
  if (!existsSync(parent)) return []
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .toSorted()
}

function readConcept(id: string, area: string, folder: string): ConceptEntry | undefined {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  const { lab } = JSON.parse(readFileSync(file, 'utf8')) as Partial<ConceptManifest>
  return lab === undefined ? undefined : { id, area, folder, ...lab }
}
