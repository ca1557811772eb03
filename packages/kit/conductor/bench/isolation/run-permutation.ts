import { conduct, watch } from '@lab/conductor'
import type { Timeline } from '@lab/conductor'
import type { Postgres } from '@lab/servers/postgres'
import type { Client } from 'pg'
import { actorOf, followOrder } from './follow-order.ts'
import type { Launch, Spec } from './parse-spec.ts'
import { printReply } from './print-reply.ts'
import type { Story } from './story.ts'

export interface World {
  name: string
  spec: Spec
  database: Postgres
}

/** Runs one order with the conductor: one actor for each session, one query for each step. */
export async function runPermutation(world: World, launches: readonly Launch[]): Promise<Story> {
  const { spec } = world
  const scripts = new Map(
    spec.sessions.map(({ name, setup, teardown }): [string, string[]] => {
      const steps = launches.filter(({ step }) => step.session === name)
      const script = [setup, ...steps.map(({ step }) => step.sql), teardown]
      return [name, script.filter((sql) => sql !== undefined)]
    }),
  )
  // Most orders are one word for each statement. What waits, or takes more words, is found out.
  let words = [
    ...spec.sessions.flatMap(({ name, setup }) => (setup === undefined ? [] : [name])),
    ...launches.map(({ step }) => step.session),
  ]
  for (;;) {
    const { timeline, replies, teardown, messages } = await runWords(world, scripts, words)
    const followed = followOrder(spec, launches, timeline, scripts)
    if (followed.kind === 'ended') {
      const { endedAfter, stuck } = followed
      const position = new Map(spec.sessions.map(({ name, setup }) => [name, setup ? 1 : 0]))
      const steps = launches.map(({ step: { session } }, index) => {
        const at = position.get(session)!
        position.set(session, at + 1)
        return { reply: replies.get(session)![at] ?? [], endedAfter: endedAfter[index] }
      })
      const rest = spec.sessions.flatMap(({ name }) =>
        replies.get(name)!.slice(position.get(name)).flat(),
      )
      return { steps, teardown: [...rest, ...teardown], messages, stuck }
    }
    const refused = followed.words.join() === words.slice(0, followed.words.length).join()
    if (refused) throw new RangeError(`Cannot follow order: ${followed.words.at(-1)} is refused`)
    words = [...followed.words, ...laterWords(followed.words, spec, launches)]
  }
}

/** The launches that are not among these words yet, as if none of the words stood for a second one. */
function laterWords(words: readonly string[], spec: Spec, launches: readonly Launch[]): string[] {
  const setups = spec.sessions.filter(({ setup }) => setup !== undefined).length
  return launches.slice(Math.max(0, words.length - setups)).map(({ step }) => step.session)
}

interface Ran {
  timeline: Timeline
  replies: Map<string, string[][]>
  teardown: string[]
  messages: Record<string, string[]>
}

async function runWords(
  { name, spec, database }: World,
  scripts: ReadonlyMap<string, readonly string[]>,
  words: readonly string[],
): Promise<Ran> {
  const control = await database.connect()
  const clients = new Map<string, Client>()
  const replies = new Map<string, string[][]>()
  const messages: Ran['messages'] = {}
  for (const { name: session } of spec.sessions) {
    const client = watch(await database.connect())
    client.on('error', () => {})
    await client.query(settings(`isolation/${name}/${session}`))
    clients.set(session, client)
    replies.set(session, [])
  }
  const nameOf = (pid: number) =>
    [...clients].find(([, client]) => processOf(client) === pid)?.[0] ?? `PID ${pid}`
  for (const [session, client] of clients) {
    const heard = (text: string) => (messages[session] ??= []).push(text)
    client.on('notice', ({ severity, message }) => {
      if (severity !== 'LOG') heard(`${severity}:  ${message}`)
    })
    client.on('notification', ({ channel, payload, processId }) =>
      heard(`NOTIFY "${channel}" with payload "${payload}" from ${nameOf(processId)}`),
    )
  }

  const act = async (session: string) => {
    for (const sql of scripts.get(session)!) {
      replies.get(session)!.push(await printReply(clients.get(session)!, sql))
    }
  }
  const race = conduct({
    setup: async () => {
      for (const sql of spec.setups) await control.query(sql)
    },
    actors: Object.fromEntries(
      spec.sessions.map(({ name: session }) => [actorOf(session), () => act(session)]),
    ),
  })
  try {
    const { timeline } = await race.attempt(words.map(actorOf).join(' '))
    return { timeline, replies, messages, teardown: await tearDown(control, spec) }
  } catch (error) {
    await tearDown(control, spec)
    throw error
  } finally {
    await Promise.all([control, ...clients.values()].map((client) => client.end()))
  }
}

async function tearDown(control: Client, { teardown }: Spec): Promise<string[]> {
  if (teardown === undefined) return []
  return printReply(control, teardown)
}

const processOf = (client: Client) => (client as unknown as { processID: number }).processID

/** What PostgreSQL's test driver gives every session. */
const settings = (applicationName: string) => `
  select set_config('application_name', '${applicationName}', false),
    set_config('datestyle', 'Postgres, MDY', false),
    set_config('timezone', 'America/Los_Angeles', false),
    set_config('intervalstyle', 'postgres_verbose', false)`
