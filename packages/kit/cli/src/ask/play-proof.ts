import { join } from 'node:path'
import type { Context } from '../context.ts'
import { runTool } from '../run-tool.ts'

/** Plays the demo of a concept, as `lab demo <concept>` does. */
export async function playProof(concept: string, context: Context): Promise<void> {
  await runTool(
    process.execPath,
    [join(import.meta.dirname, '../main.ts'), 'demo', concept],
    context,
  )
}
