import { join } from 'node:path'
import type { ConceptClaim } from '@lab/stage/claims'
import { proofArguments } from '../claims/claims-text.ts'
import type { Context } from '../context.ts'
import { runTool } from '../run-tool.ts'

/** Plays the demo of a concept, as `lab demo <concept>` does. */
export async function playProof(concept: string, context: Context): Promise<void> {
  await runLab(['demo', concept], context)
}

/** Plays the scene that shows a claim, or runs the test that does. */
export async function playClaimProof(claim: ConceptClaim, context: Context): Promise<void> {
  await runLab(proofArguments(claim), context)
}

async function runLab(args: readonly string[], context: Context): Promise<void> {
  const main = join(import.meta.dirname, '../main.ts')
  await runTool(process.execPath, [main, ...args], context)
}
