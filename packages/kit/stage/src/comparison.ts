import type { Race } from '@lab/conductor'
import type { Scene } from './concept.ts'
import { capitalised } from './capitalised.ts'
import type { Claim, OutcomeCounts } from './events.ts'
import { countKinds } from './order-kind.ts'

/** The id of the scene that `comparison` makes. */
export const comparisonScene = 'ways-compared'

/** What one way makes of the promise, and what it costs. */
export interface ComparedWay {
  /** The file's name, as `row-lock`. */
  way: string
  claim: Claim
  observed: Claim
  /** What was counted, by the column's name: `{ orders: 92, broken: 80 }`. */
  counts: Record<string, number | string>
  /** Of a race: how its orders end. */
  outcomes?: OutcomeCounts | undefined
  /** What the way costs, in a few words. */
  price: string
}

export interface Comparison<W> {
  /** What every way is asked for, as `one ticket is sold once`. */
  promise: string
  /** The way to name first. */
  best: string
  /** What to say in the interview, two or three sentences: the last lines of the demo. */
  answer: string
  ways(world: W): Promise<ComparedWay[]>
}

/**
 * The last scene of a headline: every way beside the others, then the answer to say. Its verdict is
 * that of the best way, and breaks when any way is not as claimed.
 */
export function comparison<W>({ promise, best, answer, ways }: Comparison<W>): Scene<W> {
  return {
    id: comparisonScene,
    title: 'The ways compared',
    async play(stage, world) {
      const compared = await ways(world)
      const counted = [...new Set(compared.flatMap(({ counts }) => Object.keys(counts)))]
      await stage.table({
        title: capitalised(promise),
        columns: ['way', 'promise', ...counted, 'price'],
        rows: compared.map(({ way, observed, counts, price }) => [
          way,
          observed === 'holds' ? '✓ holds' : '✗ breaks',
          ...counted.map((name) => counts[name] ?? ''),
          price,
        ]),
        ...(compared.some((way) => way.outcomes) && {
          outcomes: compared.map(({ outcomes = null }) => outcomes),
        }),
      })
      const different = compared.filter(({ claim, observed }) => claim !== observed)
      const found = compared.find(({ way }) => way === best)
      if (found === undefined) {
        const known = compared.map(({ way }) => way).join(', ')
        throw new RangeError(
          `Cannot compare ways: best must be one of ${known}, received "${best}"`,
        )
      }
      await stage.verdict({
        way: best,
        promise,
        claim: 'holds',
        observed: different.length > 0 ? 'breaks' : found.observed,
        text: answer,
        numbers: {},
        ...(found.outcomes && { outcomes: found.outcomes }),
      })
    },
  }
}

/**
 * Runs each way, one after another.
 *
 * @param find What was counted of a way, and whether the promise holds.
 */
export async function comparedWays<Way>(
  ways: readonly (readonly [way: string, run: Way, claim: Claim, price: string])[],
  find: (run: Way) => Promise<{ holds: boolean } & Pick<ComparedWay, 'counts' | 'outcomes'>>,
): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const [way, run, claim, price] of ways) {
    const { holds, ...found } = await find(run)
    compared.push({ way, claim, observed: holds ? 'holds' : 'breaks', ...found, price })
  }
  return compared
}

/** Explores each way's race, one after another. */
export function comparedRaces(
  ways: readonly { way: string; race: Race; claim: Claim; price: string }[],
): Promise<ComparedWay[]> {
  return comparedWays(
    ways.map(({ way, race, claim, price }) => [way, race, claim, price] as const),
    async (race) => {
      const { schedules, violations, outcomes } = await race.explore()
      const counts = { orders: schedules, broken: violations }
      return { holds: violations === 0, counts, outcomes: countKinds(outcomes) }
    },
  )
}
