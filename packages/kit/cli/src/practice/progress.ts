import { join } from 'node:path'
import { openStateFile } from '../state-file.ts'

/** What is remembered of one kata. */
export interface KataProgress {
  /** Working time until now, or until it was passed. */
  seconds: number
  hints: number
  sawSolution: boolean
  /** ISO date and time of the first pass. */
  passedAt: string | undefined
}

export interface Progress {
  of(kata: string): KataProgress
  update(kata: string, change: Partial<KataProgress>): void
  forget(kata: string): void
}

const fresh: KataProgress = { seconds: 0, hints: 0, sawSolution: false, passedAt: undefined }

/** Opens the file in which progress is kept, `practice/.progress.json`. */
export function openProgress(root: string): Progress {
  const file = openStateFile<KataProgress>(join(root, 'practice', '.progress.json'))
  return {
    of: (kata) => ({ ...fresh, ...file.read()[kata] }),
    update: (kata, change) =>
      file.update((state) => ({ ...state, [kata]: { ...fresh, ...state[kata], ...change } })),
    forget: (kata) => file.update(({ [kata]: _, ...others }) => others),
  }
}
