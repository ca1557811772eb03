export { conduct } from './conduct.ts'
export type { Attempt, Race } from './conduct.ts'
export {
  EndlessError,
  InvariantBrokenError,
  LostOrderError,
  NoReplyError,
  NotConductedError,
  NotDeterministicError,
  ScheduleImpossibleError,
  StalledError,
} from './errors.ts'
export { answerOf, endingText } from './ending.ts'
export type { Ending, Endings } from './ending.ts'
export type { Exploration, ExploreOptions } from './explore/explore.ts'
export type { Outcome } from './explore/outcomes.ts'
export type { Moment, Reply, Timeline } from './timeline.ts'
export { crashable } from './program.ts'
export type { Crashable, Program } from './program.ts'
export { turn } from './run/turn.ts'
export { watch } from './watch.ts'
