import type { VirtualClock } from '@lab/conductor/clock'
import type { Dependency } from './open-world.ts'

/** The clock that a way uses: the process's own, or one that the test holds. */
export type Clock = Pick<VirtualClock, 'now' | 'setTimeout' | 'clearTimeout'>

/** What a caller asks for a price: a breaker, or anything with a `fire` like its own. */
export interface PriceSource {
  fire(): Promise<unknown>
}

/** A way, set up between its callers and the dependency. */
export type Way<Source extends PriceSource = PriceSource> = (
  dependency: Dependency,
  clock: Clock,
) => Source
