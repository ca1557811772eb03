import type { VirtualClock } from '@lab/conductor/clock'

/** The timers that a way uses; the process's own, or a clock that the test holds. */
export type Clock = Pick<VirtualClock, 'now' | 'setTimeout' | 'clearTimeout'>
