import type { Level } from './levels.ts'
import { startStageProcess } from './start-stage-process.ts'
import type { StageProcess } from './start-stage-process.ts'
import type { WebConcept } from './web-lab.ts'

const mostKept = 3

export interface Stages {
  /** Gives a stage that is open already, or opens one. */
  of(concept: WebConcept, level: Level | undefined): StageProcess
  /** Ends one whose run was given up: what is half done must not meet the next run. */
  drop(stage: StageProcess): Promise<void>
  /** Ends all of them. */
  close(): Promise<void>
}

/** Keeps the stages that were used last. */
export function keepStages(): Stages {
  const kept = new Map<string, StageProcess>()

  async function drop(stage: StageProcess): Promise<void> {
    for (const [key, one] of kept) if (one === stage) kept.delete(key)
    await stage.close()
  }

  return {
    of(concept, level) {
      const key = `${concept.id} ${level ?? ''}`
      const stage = kept.get(key) ?? startStageProcess(concept, level)
      // Put last: the first one is the one that was used longest ago.
      kept.delete(key)
      kept.set(key, stage)
      const [oldest] = kept.values()
      if (kept.size > mostKept && oldest) void drop(oldest)
      return stage
    },
    drop,
    close: async () => void (await Promise.all([...kept.values()].map(drop))),
  }
}
