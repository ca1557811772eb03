import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

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
  const file = join(root, 'practice', '.progress.json')
  // Read each time: another terminal may practise something else.
  const read = () => readState(file)
  const write = (state: Record<string, KataProgress>) => {
    mkdirSync(dirname(file), { recursive: true })
    const building = `${file}.${process.pid}`
    writeFileSync(building, `${JSON.stringify(state, undefined, 2)}\n`)
    renameSync(building, file)
  }
  return {
    of: (kata) => ({ ...fresh, ...read()[kata] }),
    update(kata, change) {
      const state = read()
      write({ ...state, [kata]: { ...fresh, ...state[kata], ...change } })
    },
    forget(kata) {
      const { [kata]: _, ...others } = read()
      write(others)
    },
  }
}

function readState(file: string): Record<string, KataProgress> {
  if (!existsSync(file)) return {}
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, KataProgress>
  } catch {
    // Kept for a look: what cannot be read must not be overwritten.
    renameSync(file, `${file}.unreadable`)
    return {}
  }
}
