import type { StageEvent } from '@lab/stage'

/** What a stage process says about its run. */
export type StageMessage =
  | { type: 'event'; event: StageEvent }
  | { type: 'end' }
  /** The request asks for what there is not; the stage is as it was. */
  | { type: 'refused'; message: string }
  | { type: 'failed'; message: string }
