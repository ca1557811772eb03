export { conduct, crashable } from './conduct.ts'
export type { Attempt, Crashable, Program, Race } from './conduct.ts'
export {
  EndlessError,
  InvariantBrokenError,
  NotDeterministicError,
  ScheduleImpossibleError,
  StalledError,
} from './errors.ts'
export type { Exploration, ExploreOptions, Outcome } from './explore.ts'
export type { Moment, Reply, Timeline } from './timeline.ts'
export { turn } from './turn.ts'
export { watch } from './watch.ts'
