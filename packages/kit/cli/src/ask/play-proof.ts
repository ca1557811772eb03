import { join } from 'node:path'
import type { Proof } from '@lab/stage/claims'
import { proofArguments } from '../claims/claims-text.ts'
import type { Context } from '../context.ts'
import { runTool } from '../run-tool.ts'

/** Plays the scene that shows something, or runs the test that does. */
export async function playProof(proof: Proof, context: Context): Promise<void> {
  const main = join(import.meta.dirname, '../main.ts')
  await runTool(process.execPath, [main, ...proofArguments(proof)], context)
}
