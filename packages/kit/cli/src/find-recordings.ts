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
 * @throws What a demo throws that cannot be played.
 */
export async function findRecordings(
  concepts: readonly RecordableConcept[],
  context: Context,
): Promise<FindRecording> {
  const isKept = await recordPackages(concepts, context)
  const recordings = new Map<string, Promise<Recording>>()
  const find = async ({ id, folder }: RecordableConcept) =>
    (isKept ? readRecording(folder) : undefined) ?? recordNow({ id, folder }, context)
  return (concept) => {
    const known = recordings.get(concept.id) ?? find(concept)
    recordings.set(concept.id, known)
    return known
  }
}

/** Says whether all are kept in their folders now. What failed is played again, to say why. */
async function recordPackages(
  concepts: readonly RecordableConcept[],
  context: Context,
): Promise<boolean> {
  const { root } = context
  if (!canCache(root)) return false
  const folders = new Set(concepts.map(({ folder }) => folder))
  const packages = workspacePackages(root).filter(({ folder }) => folders.has(folder))
  if (packages.length === 0) return true
  const env = { ...context.env, ...(await turboEnvironment(context)) }
  const args = turboArguments({ tasks: ['record'], packages, quiet: true })
  const { code } = await captureTool(toolPath('turbo'), args, { ...context, env })
  context.signal.throwIfAborted()
  return code === 0
}

async function recordNow(concept: RecordableConcept, { signal }: Context): Promise<Recording> {
  return recordDemo(await loadDemo(concept), signal)
}
