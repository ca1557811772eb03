import { join } from 'node:path'
import type { Context } from '../context.ts'
import { runTool } from '../run-tool.ts'

/** Plays the demo of a concept or one scene of it, as `lab demo <concept>` does. */
export async function playProof(concept: string, context: Context, scene?: string): Promise<void> {
  const chosen = scene === undefined ? [] : ['--scene', scene]
  const main = join(import.meta.dirname, '../main.ts')
  await runTool(process.execPath, [main, 'demo', concept, ...chosen], context)
}
