import type { VirtualClock } from '@lab/conductor/clock'

/** The clock that a way uses: the process's own, or one that the test holds. */
export type Clock = Pick<VirtualClock, 'now' | 'setTimeout' | 'clearTimeout'>

export type Timers = Pick<Clock, 'setTimeout' | 'clearTimeout'>
