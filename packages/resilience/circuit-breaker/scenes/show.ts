import { redis } from '@lab/servers/redis'
import type { Claim, Stage } from '@lab/stage'
import { openWorld, slowSpell, ways } from '../src/index.ts'
import type { SlowSpell } from '../src/index.ts'

export type WayName = keyof typeof ways

/** Opens the demo's world. */
export async function open() {
  const [cache, prices] = await Promise.all([redis(), openWorld()])
  // A chart shows several ways; each is run once.
  const spells = new Map<WayName, Promise<SlowSpell>>()
  const spellOf = (way: WayName) => {
    const spell = spells.get(way) ?? slowSpell(prices, ways[way])
    spells.set(way, spell)
    return spell
  }
  return { cache, prices: Object.assign(prices, { spellOf }) }
}

export type World = Awaited<ReturnType<typeof open>>

/** What is said of a way. */
export interface Told<Name extends string = string> {
  way: Name
  claim: Claim
  text: string
}

/** How the story of a way is judged. */
export interface Judging<Story> {
  /** What is wrong, or undefined. */
  violation(story: Story): string | undefined
  numbers(story: Story): Record<string, number>
}

/** Closes with a verdict: a way breaks when its story violates the contract. */
export async function judge<Story>(
  stage: Stage,
  { way, claim, text }: Told,
  story: Story,
  { violation, numbers }: Judging<Story>,
): Promise<void> {
  const wrong = violation(story)
  await stage.verdict({
    way,
    claim,
    observed: wrong === undefined ? 'holds' : 'breaks',
    text: wrong === undefined ? text : `${wrong[0]!.toUpperCase()}${wrong.slice(1)}. ${text}`,
    numbers: numbers(story),
  })
}

/** Lives through the story with every way, shows a table with a row for each, and judges them. */
export async function compareWays<Name extends string, Story>(
  stage: Stage,
  told: Told<Name>[],
  live: (way: Name) => Promise<Story>,
  judging: Judging<Story> & {
    table: { title: string; columns: string[]; row(story: Story): (string | number)[] }
  },
): Promise<void> {
  const stories: [Told<Name>, Story][] = []
  for (const one of told) stories.push([one, await live(one.way)])
  const { title, columns, row } = judging.table
  await stage.table({
    title,
    columns: ['way', ...columns],
    rows: stories.map(([{ way }, story]) => [way, ...row(story)]),
  })
  for (const [one, story] of stories) await judge(stage, one, story, judging)
}
