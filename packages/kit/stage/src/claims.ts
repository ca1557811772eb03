/** A sentence that is said of a concept's subject, and what the run says of it. */
export interface HeardClaim {
  /** The sentence, in our words, without quotes: `A transaction alone prevents the lost update.` */
  says: string
  /** Where it is heard, as `interview answers`, `code reviews`, `ORM documentation`. */
  heard: string
  truth: 'true' | 'false' | 'depends'
  /** One or two sentences why, with the version that they hold for and the number that was counted. */
  why: string
  shownBy: ClaimScene | ClaimTest
}

/** A claim among those of all concepts. */
export interface ConceptClaim extends HeardClaim {
  /** The concept's id. */
  concept: string
}

/** What shows something: a scene of a concept's demo, or a test. */
export interface Proof {
  /** The concept's id. */
  concept: string
  shownBy: { scene: string } | ClaimTest
}

/** A verdict of the demo. */
export interface ClaimScene {
  scene: string
  way: string
  observed: 'holds' | 'breaks'
}

/** A test of the concept. */
export interface ClaimTest {
  /** From the concept's folder, as `src/last-ticket/row-lock.test.ts`. */
  test: string
  /** As it stands in the file. */
  title: string
}

/** Lists what is said of a concept's subject. Its module exports the result as `claims`. */
export function heardClaims(claims: readonly HeardClaim[]): readonly HeardClaim[] {
  return claims
}
