import type { Claim, Stage } from '@lab/stage'
import { openWorld, slowSeconds, ways } from '../src/index.ts'
import type { SlowSeconds } from '../src/index.ts'

export type WayName = keyof typeof ways

/** Opens the demo's world: the price service, and what each way made of its five slow seconds. */
export async function open() {
  const prices = await openWorld()
  // Several scenes show the same way; each is run once.
  const runs = new Map<WayName, Promise<SlowSeconds>>()
  const slowSecondsOf = (way: WayName) => {
    const run = runs.get(way) ?? slowSeconds(prices, ways[way])
    runs.set(way, run)
    return run
  }
  return { prices: { ...prices, slowSecondsOf } }
}

export type World = Awaited<ReturnType<typeof open>>

/** What the demo says of a way. */
export interface Judged<Name extends string = string> {
  way: Name
  claim: Claim
  text: string
}

/** What every way of a story is asked for, and how it is seen. */
export interface Judging<Story> {
  promise: string
  /** What is wrong, or undefined. */
  violation(story: Story): string | undefined
  numbers(story: Story): Record<string, number>
}

/** Closes with a verdict: a way breaks when its story violates the contract. */
export async function judge<Story>(
  stage: Stage,
  { way, claim, text }: Judged,
  story: Story,
  { promise, violation, numbers }: Judging<Story>,
): Promise<void> {
  const wrong = violation(story)
  await stage.verdict({
    way,
    promise,
    claim,
    observed: wrong === undefined ? 'holds' : 'breaks',
    text: wrong === undefined ? text : `${wrong[0]!.toUpperCase()}${wrong.slice(1)}. ${text}`,
    numbers: numbers(story),
  })
}

/** Runs the story with every way, shows a table with a row for each, and judges them. */
export async function compareWays<Name extends string, Story>(
  stage: Stage,
  judged: Judged<Name>[],
  run: (way: Name) => Promise<Story>,
  judging: Judging<Story> & {
    table: { title: string; columns: string[]; row(story: Story): (string | number)[] }
  },
): Promise<void> {
  const stories: [Judged<Name>, Story][] = []
  for (const one of judged) stories.push([one, await run(one.way)])
  const { title, columns, row } = judging.table
  await stage.table({
    title,
    columns: ['way', ...columns],
    rows: stories.map(([{ way }, story]) => [way, ...row(story)]),
  })
  for (const [one, story] of stories) await judge(stage, one, story, judging)
}
