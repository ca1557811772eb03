import type { Clock } from './clock.ts'
import type { Dependency } from './dependency/start-dependency.ts'

/** What a caller asks for a price: a breaker, or anything with a `fire` like its own. */
export interface PriceSource {
  fire(): Promise<unknown>
}

/** A way, set up between its callers and the dependency. */
export type Way<Source extends PriceSource = PriceSource> = (
  dependency: Dependency,
  clock: Clock,
) => Source
