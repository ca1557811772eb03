import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSection } from '@lab/kata/read'
import type { WebLab } from '@lab/web'
import { workspaceConcepts } from './workspace-concepts.ts'

/** What the page shows of this workspace. */
export function webLab(root: string): WebLab {
  return {
    root,
    concepts: workspaceConcepts(root),
    answer: ({ folder }) =>
      readSection(readFileSync(join(folder, 'README.md'), 'utf8'), 'The answer to say'),
  }
}
