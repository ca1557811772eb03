import { capitalised } from './capitalised.ts'
import type { Stage } from './concept.ts'
import type { Claim } from './events.ts'

export interface Judged {
  /** The way that is judged, as `row-lock`. */
  way: string
  /** What is asked of the way, as `one ticket is sold once`. */
  promise?: string
  claim: Claim
  text: string
}

/**
 * Closes a scene that is no race with its verdict: a way breaks when something is wrong with what
 * it did, and the verdict's text then begins with that.
 *
 * @param violation What is wrong, or undefined.
 */
export async function judge(
  stage: Stage,
  { text, ...judged }: Judged,
  violation: string | undefined,
  numbers: Record<string, number>,
): Promise<void> {
  await stage.verdict({
    ...judged,
    observed: violation === undefined ? 'holds' : 'breaks',
    text: violation === undefined ? text : `${capitalised(violation)}. ${text}`,
    numbers,
  })
}
