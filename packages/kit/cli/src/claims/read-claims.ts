import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ConceptClaim, HeardClaim } from '@lab/stage/claims'
import type { ConceptEntry } from '../workspace-concepts.ts'

/**
 * Reads the claims.ts of concepts, in their order; those that have none are left out.
 *
 * @throws {TypeError} If one exports no claims.
 */
export async function readClaims(
  concepts: readonly Pick<ConceptEntry, 'id' | 'folder'>[],
): Promise<ConceptClaim[]> {
  const all: ConceptClaim[] = []
  for (const { id: concept, folder } of concepts) {
    const file = join(folder, 'claims.ts')
    if (!existsSync(file)) continue
    const { claims } = (await import(pathToFileURL(file).href)) as { claims?: HeardClaim[] }
    if (claims === undefined) throw new TypeError(`Cannot read claims: ${file} must export claims`)
    all.push(...claims.map((claim) => ({ concept, ...claim })))
  }
  return all
}
