import type { ExploreOptions, Race } from '@lab/conductor'

/**
 * Says one thing about an answer: a race, which must hold in every order; or a look, which returns
 * why the answer is wrong, or undefined.
 */
export type Fact<Answer, World> = (
  answer: Answer,
  world: World,
) => Race | { race: Race; explore: ExploreOptions } | Promise<string | undefined>

/** What an answer to a kata is judged by. */
export interface Facts<Answer, World extends AsyncDisposable> {
  /** The name of the function that an answer exports. */
  answer: string
  /** Opens what the facts need, once for all of them. */
  open: () => Promise<World>
  /** By what each says, as a sentence: `sells the last ticket once`. They are judged in this order. */
  facts: Record<string, Fact<Answer, World>>
}

/** Declares the facts of a kata, in its `facts.ts`. */
export function defineFacts<Answer, World extends AsyncDisposable>(
  facts: Facts<Answer, World>,
): Facts<Answer, World> {
  return facts
}
