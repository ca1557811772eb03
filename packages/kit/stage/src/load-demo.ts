import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Concept } from './concept.ts'

/** Loads the demo.ts of a concept's folder. */
export async function loadDemo({ id, folder }: { id: string; folder: string }): Promise<Concept> {
  const module: unknown = await import(pathToFileURL(join(folder, 'demo.ts')).href)
  const { demo } = module as { demo?: Concept }
  if (demo === undefined) throw new Error(`Cannot load demo "${id}": demo.ts must export demo`)
  return demo
}
