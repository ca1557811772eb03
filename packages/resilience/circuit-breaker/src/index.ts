export { answersEverybody, answersViolation } from './fallback/answers-everybody.ts'
export type { Clock } from './clock.ts'
export { checkThenSet } from './four-processes/check-then-set.ts'
export {
  fourProcessesViolation,
  outageSeenByFour,
  startFourProcesses,
} from './four-processes/four-processes.ts'
export { oneProbe } from './four-processes/one-probe.ts'
export { sharedBreaker } from './four-processes/shared-breaker.ts'
export { lateAnswer, lateAnswerViolation } from './half-open/late-answer.ts'
export { outage, outageViolation } from './half-open/outage.ts'
export { openWorld } from './open-world.ts'
export type { World } from './open-world.ts'
export { circuitBreaker } from './slow-dependency/circuit-breaker.ts'
export type { BreakerOptions } from './slow-dependency/circuit-breaker.ts'
export { slowSpell, spellFacts, spellViolation } from './slow-dependency/slow-spell.ts'
export type { SlowSpell } from './slow-dependency/slow-spell.ts'
export { TimeoutError, timeoutOnly } from './slow-dependency/timeout-only.ts'
export type { Call, TimeoutOptions } from './slow-dependency/timeout-only.ts'
export { nightError, nightErrorViolation } from './volume-threshold/night-error.ts'
export { ways } from './ways.ts'
export { meetEveryTrouble, tenCallsViolation } from './what-counts/ten-calls.ts'
