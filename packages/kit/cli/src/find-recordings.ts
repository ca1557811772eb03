import { loadDemo } from '@lab/stage'
import type { Recording } from '@lab/stage'
import { recordDemo } from '@lab/stage/record'
import { readRecording } from '@lab/stage/recording'
import type { Context } from './context.ts'
import { captureTool, toolPath } from './run-tool.ts'
import { canCache, turboArguments, turboEnvironment } from './turbo.ts'
import type { ConceptEntry } from './workspace-concepts.ts'
import { workspacePackages } from './workspace-packages.ts'

export type RecordableConcept = Pick<ConceptEntry, 'id' | 'folder'>

/** Finds one run of a concept's demo. */
export type FindRecording = (concept: RecordableConcept) => Promise<Recording>

/**
 * Records demos, each at most once: what has not changed since it was last recorded is read.
 *
 * @returns Finds the recording of one of these concepts.
 * @throws {Error} If a demo cannot be played; the message is what it printed.
 */
export async function findRecordings(
  concepts: readonly RecordableConcept[],
  context: Context,
): Promise<FindRecording> {
  const { root } = context
  if (canCache(root)) {
    const folders = new Set(concepts.map(({ folder }) => folder))
    const packages = workspacePackages(root).filter(({ folder }) => folders.has(folder))
    if (packages.length > 0) await recordPackages(packages, context)
  }
  const recordings = new Map<string, Promise<Recording>>()
  return ({ id, folder }) => {
    const known = recordings.get(id) ?? recordNow({ id, folder }, context)
    recordings.set(id, known)
    return known
  }
}

async function recordPackages(
  packages: ReturnType<typeof workspacePackages>,
  context: Context,
): Promise<void> {
  const run = { tasks: ['record'], packages, quiet: true }
  const env = { ...context.env, ...(await turboEnvironment(context)) }
  const { code, output } = await captureTool(toolPath('turbo'), turboArguments(run), {
    ...context,
    env,
  })
  context.signal.throwIfAborted()
  if (code !== 0) throw new Error(output.trim())
}

async function recordNow(
  concept: RecordableConcept,
  { root, signal }: Context,
): Promise<Recording> {
  const kept = canCache(root) ? readRecording(concept.folder) : undefined
  return kept ?? recordDemo(await loadDemo(concept), signal)
}
