import type { Exploration, ExploreOptions, Race } from '@lab/conductor'

/**
 * Says one thing about an answer: a race, which must hold in every order, or several; or a look,
 * which returns why the answer is wrong, or undefined. Each actor of a race has the answer's module to itself, as
 * a server of its own has, and in a look each call.
 */
export type Fact<Answer, World> = (
  answer: Answer,
  world: World,
) => Race | JudgedRace | readonly (Race | JudgedRace)[] | Promise<string | undefined>

export interface JudgedRace {
  race: Race
  explore?: ExploreOptions
  /** Decides by all orders together, in the place of the race's invariant: says why it is wrong. */
  judge?: (found: Exploration) => string | undefined
}

export function racesOf(
  asked: Exclude<ReturnType<Fact<never, never>>, Promise<unknown>>,
): readonly JudgedRace[] {
  const races = Array.isArray(asked) ? asked : [asked]
  return races.map((race) => ('race' in race ? race : { race }))
}

/** What an answer to a kata is judged by. */
export interface Facts<Answer, World extends AsyncDisposable> {
  /** The name of the function that an answer exports. */
  answer: string
  /** Opens what the facts need, once for all of them. */
  open: () => Promise<World>
  /** By what each says, as a sentence: `sells the last ticket once`. They are judged in this order. */
  facts: Record<string, Fact<Answer, World>>
  /** Whether one process runs the answer for all its callers. Else each call is another server's. */
  isInOneProcess?: boolean
}

/** Declares the facts of a kata, in its `facts.ts`. */
export function defineFacts<Answer, World extends AsyncDisposable>(
  facts: Facts<Answer, World>,
): Facts<Answer, World> {
  return facts
}
