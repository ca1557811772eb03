import { conduct } from '@lab/conductor'
import type { Timeline } from '@lab/conductor'
import { actorOf, followOrder } from './follow-order.ts'
import type { Scripts } from './follow-order.ts'
import type { Sessions } from './open-sessions.ts'
import type { Launch, Spec } from './parse-spec.ts'
import { printReply } from './print-reply.ts'
import type { Story } from './story.ts'

/** How many words of a schedule each step took; what a later order begins with. */
export type WordCounts = Map<string, number>

/** Runs one order with the conductor: one actor for each session, one query for each step. */
export async function runPermutation(
  spec: Spec,
  launches: readonly Launch[],
  counts: WordCounts,
  sessions: () => Promise<Sessions>,
): Promise<Story> {
  const scripts = scriptsOf(spec, launches)
  const guess = (from: number) =>
    launches
      .slice(from)
      .flatMap(({ step }) => Array<string>(counts.get(step.name) ?? 1).fill(step.session))
  let words = [...setupsOf(spec), ...guess(0)]
  for (;;) {
    const ran = await runWords(spec, scripts, await sessions(), words)
    const followed = followOrder(spec, launches, ran.timeline, scripts)
    if (followed.kind === 'ended') {
      launches.forEach(({ step }, index) => counts.set(step.name, followed.words[index] ?? 1))
      return tellStory(spec, launches, ran, followed)
    }
    const { next, launched } = followed
    if (next.join() === words.slice(0, next.length).join()) {
      throw new RangeError(`Cannot follow order: ${next.at(-1)} is refused after ${next.length - 1} words`)
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

interface Ran {
  timeline: Timeline
  /** Of each statement of each session's script. */
  replies: ReadonlyMap<string, string[][]>
  teardown: string[]
  messages: Record<string, string[]>
}

async function runWords(
  spec: Spec,
  scripts: Scripts,
  sessions: Sessions,
  words: readonly string[],
): Promise<Ran> {
  const { control, clients } = sessions
  const replies = new Map([...scripts.keys()].map((session): [string, string[][]] => [session, []]))
  const act = async (session: string) => {
    for (const sql of scripts.get(session)!) {
      replies.get(session)!.push(await printReply(clients.get(session)!, sql))
    }
  }
  const tearDown = () => (spec.teardown === undefined ? [] : printReply(control, spec.teardown))
  sessions.listen()
  const race = conduct({
    setup: async () => {
      for (const sql of spec.setups) await control.query(sql)
    },
    actors: Object.fromEntries(
      [...scripts.keys()].map((session) => [actorOf(session), () => act(session)]),
    ),
  })
  try {
    const { timeline } = await race.attempt(words.map(actorOf).join(' '))
    return { timeline, replies, messages: sessions.messages, teardown: await tearDown() }
  } catch (error) {
    await tearDown()
    throw error
  }
}

function tellStory(
  { sessions }: Spec,
  launches: readonly Launch[],
  { replies, messages, teardown }: Ran,
  { endedAfter, stuck }: { endedAfter: (number | undefined)[]; stuck: string | undefined },
): Story {
  const told = new Map(
    sessions.map(({ name, setup }) => [name, replies.get(name)!.slice(setup === undefined ? 0 : 1)]),
  )
  const steps = launches.map(({ step }, index) => ({
    reply: told.get(step.session)!.shift() ?? [],
    endedAfter: endedAfter[index],
  }))
  return { steps, teardown: [...[...told.values()].flat(2), ...teardown], messages, stuck }
}
