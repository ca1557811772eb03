import { followOrder } from './follow-order.ts'
import type { SessionSupply } from './open-sessions.ts'
import type { Launch, Spec } from './parse-spec.ts'
import type { Scripts } from './read-timeline.ts'
import { runSchedule } from './run-schedule.ts'
import type { Ran } from './run-schedule.ts'
import type { Story } from './story.ts'

/** How many words of a schedule each step took; what a later order begins with. */
export type WordCounts = Map<string, number>

/** Runs one order with the conductor: one actor for each session, one query for each step. */
export async function runPermutation(
  spec: Spec,
  launches: readonly Launch[],
  counts: WordCounts,
  supply: SessionSupply,
): Promise<Story> {
  const scripts = scriptsOf(spec, launches)
  const guess = (from: number) =>
    launches
      .slice(from)
      .flatMap(({ step }) => Array<string>(counts.get(step.name) ?? 1).fill(step.session))
  let words = [...setupsOf(spec), ...guess(0)]
  for (;;) {
    const ran = await runSchedule(spec, scripts, supply, words)
    const followed = followOrder(spec, launches, ran.timeline, scripts)
    if (followed.kind === 'ended') {
      launches.forEach(({ step }, index) => counts.set(step.name, followed.words[index] ?? 1))
      return tellStory(spec, launches, ran, followed)
    }
    const { next, launched } = followed
    if (next.join() === words.slice(0, next.length).join()) {
      throw new RangeError(
        `Cannot follow order: ${next.at(-1)} is refused after ${next.length - 1} words`,
      )
    }
    words = [...next, ...guess(launched)]
  }
}

const setupsOf = ({ sessions }: Spec) =>
  sessions.flatMap(({ name, setup }) => (setup === undefined ? [] : [name]))

function scriptsOf({ sessions }: Spec, launches: readonly Launch[]): Scripts {
  return new Map(
    sessions.map(({ name, setup, teardown }) => {
      const steps = launches.filter(({ step }) => step.session === name).map(({ step }) => step.sql)
      return [name, [setup, ...steps, teardown].filter((sql) => sql !== undefined)]
    }),
  )
}

function tellStory(
  { sessions }: Spec,
  launches: readonly Launch[],
  { replies, messages, teardown }: Ran,
  { endedAfter, stuck }: { endedAfter: (number | undefined)[]; stuck: string | undefined },
): Story {
  const told = new Map(
    sessions.map(({ name, setup }) => [
      name,
      replies.get(name)!.slice(setup === undefined ? 0 : 1),
    ]),
  )
  const steps = launches.map(({ step }, index) => ({
    reply: told.get(step.session)!.shift() ?? [],
    endedAfter: endedAfter[index],
  }))
  return { steps, teardown: [...[...told.values()].flat(2), ...teardown], messages, stuck }
}
