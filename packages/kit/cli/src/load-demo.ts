import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Concept } from '@lab/stage'
import type { ConceptEntry } from './workspace-concepts.ts'

/** Loads a concept's demo.ts. */
export async function loadDemo(entry: ConceptEntry): Promise<Concept> {
  const module: unknown = await import(pathToFileURL(join(entry.folder, 'demo.ts')).href)
  const { demo } = module as { demo?: Concept }
  if (demo === undefined)
    throw new Error(`Cannot load demo "${entry.id}": demo.ts must export demo`)
  return demo
}
