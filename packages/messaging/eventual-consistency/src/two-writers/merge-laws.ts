import fc from 'fast-check'

/** What a state is, and how a replica merges another one's state into its own. */
interface Merge<State> {
  states: fc.Arbitrary<State>
  merge(mine: State, theirs: State): State
}

interface Written {
  time: number
  likes: number
}
const small = fc.nat({ max: 9 })
const written: fc.Arbitrary<Written> = fc.record({ time: small, likes: small })
const users = fc.subarray(['alice', 'bob', 'carol'])
const perReplica = fc.record({ east: small, west: small })
/** Tags, and whether they are removed. */
const tags = fc.dictionary(fc.constantFrom('east-1', 'west-1'), fc.boolean(), {
  noNullPrototype: true,
})

/** Lets the types of a merge's state agree, and forgets them. */
const merging = <State>(merge: Merge<State>) => merge as unknown as Merge<unknown>

const merges = {
  'add-up': merging<number>({ states: small, merge: (mine, theirs) => mine + theirs }),
  'take-theirs': merging<number>({ states: small, merge: (_, theirs) => theirs }),
  mean: merging<number>({ states: small, merge: (mine, theirs) => (mine + theirs) / 2 }),
  'newest-number': merging<Written>({
    states: written,
    merge: (mine, theirs) => (theirs.time > mine.time ? theirs : mine),
  }),
  'newest-then-greater': merging<Written>({
    states: written,
    merge: (mine, theirs) =>
      theirs.time > mine.time || (theirs.time === mine.time && theirs.likes > mine.likes)
        ? theirs
        : mine,
  }),
  'union-of-rows': merging<string[]>({
    states: users,
    merge: (mine, theirs) => [...new Set([...mine, ...theirs])].toSorted(),
  }),
  'counter-per-replica': merging<{ east: number; west: number }>({
    states: perReplica,
    merge: (mine, theirs) => ({
      east: Math.max(mine.east, theirs.east),
      west: Math.max(mine.west, theirs.west),
    }),
  }),
  'tagged-likes': merging<Record<string, boolean>>({
    states: tags,
    merge: (mine, theirs) =>
      Object.fromEntries(
        [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
          .toSorted()
          .map((tag) => [tag, mine[tag] === true || theirs[tag] === true]),
      ),
  }),
}

export type MergeName = keyof typeof merges
export const mergeNames = Object.keys(merges) as MergeName[]

/** A law of merging, and the smallest states that break it; undefined where none was found. */
export interface MergeLaws {
  commutative: string | undefined
  associative: string | undefined
  idempotent: string | undefined
}

/** Looks for states that break a law, among a thousand for each. */
export function brokenLaws(name: MergeName): MergeLaws {
  const { states, merge } = merges[name]
  const differ = (one: unknown, other: unknown) => textOf(one) !== textOf(other)
  const smallest = <States extends unknown[]>(
    law: fc.IPropertyWithHooks<States>,
    tell: (...found: States) => string,
  ) => {
    const { counterexample } = fc.check(law, { seed: 1, numRuns: 1_000 })
    return counterexample ? tell(...counterexample) : undefined
  }
  const m = (mine: unknown, theirs: unknown) => merge(mine, theirs)
  return {
    commutative: smallest(
      fc.property(states, states, (a, b) => !differ(m(a, b), m(b, a))),
      (a, b) => `${textOf(a)} and ${textOf(b)}: ${textOf(m(a, b))} here, ${textOf(m(b, a))} there`,
    ),
    associative: smallest(
      fc.property(states, states, states, (a, b, c) => !differ(m(m(a, b), c), m(a, m(b, c)))),
      (a, b, c) =>
        `${textOf(a)}, ${textOf(b)}, ${textOf(c)}: ${textOf(m(m(a, b), c))} here, ${textOf(m(a, m(b, c)))} there`,
    ),
    idempotent: smallest(
      fc.property(states, (a) => !differ(m(a, a), a)),
      (a) => `${textOf(a)} twice: ${textOf(m(a, a))}`,
    ),
  }
}

function textOf(state: unknown): string {
  if (typeof state !== 'object' || state === null) return String(state)
  if (Array.isArray(state)) return `{${state.join(', ')}}`
  const parts = Object.entries(state).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `(${parts.map(([key, value]) => `${key} ${value}`).join(', ')})`
}
