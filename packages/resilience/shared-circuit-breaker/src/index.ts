export {
  fourProcessesViolation,
  outageSeenByFour,
  startFourProcesses,
} from './four-processes/outage-seen-by-four.ts'
export type { OutageSeenByFour } from './four-processes/outage-seen-by-four.ts'
export type { Way } from './four-processes/caller-process.ts'
export { checkThenSet } from './one-probe/check-then-set.ts'
export { oneProbe } from './one-probe/one-probe.ts'
export type { SharedBreaker } from './one-probe/one-probe.ts'
export { sharedBreaker } from './one-probe/shared-breaker.ts'
