import { join } from 'node:path'
import type { KataProgress } from '@lab/kata/progress-text'
import { openStateFile } from '../state-file.ts'

export interface Progress {
  of(kata: string): KataProgress
  update(kata: string, change: Partial<KataProgress>): void
  /** Remembers the first pass, and the working time until then. */
  pass(kata: string, seconds: number): void
  forget(kata: string): void
}

const fresh: KataProgress = { seconds: 0, hints: 0, sawSolution: false, passedAt: undefined }

/** Opens the file in which progress is kept, `practice/.progress.json`. */
export function openProgress(root: string): Progress {
  const file = openStateFile<KataProgress>(join(root, 'practice', '.progress.json'))
  const of = (kata: string) => ({ ...fresh, ...file.read()[kata] })
  const update = (kata: string, change: Partial<KataProgress>) =>
    file.update((state) => ({ ...state, [kata]: { ...fresh, ...state[kata], ...change } }))
  return {
    of,
    update,
    pass(kata, seconds) {
      if (of(kata).passedAt === undefined) {
        update(kata, { passedAt: new Date().toISOString(), seconds })
      }
    },
    forget: (kata) => file.update(({ [kata]: _, ...others }) => others),
  }
}
