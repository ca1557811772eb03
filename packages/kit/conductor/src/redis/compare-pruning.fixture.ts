import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { conduct, crashable } from '../conduct.ts'
import { summary } from '../explore/compare-pruning.fixture.ts'
import type { Comparison } from '../explore/compare-pruning.fixture.ts'
import { watch } from '../watch.ts'
import type { ArbitraryCommands, ArbitraryPart } from './arbitrary-commands.fixture.ts'

/** Two databases of one server, and the clients of three actors. */
export interface World {
  plain: Redis
  clients: Redis[]
  here: number
  other: number
}

export function createWorld(one: KeySpace, other: KeySpace): World {
  const numberOf = ({ url }: KeySpace) => Number(new URL(url).pathname.slice(1))
  return {
    plain: one.client(),
    clients: [1, 2, 3].map(() => watch(one.client())),
    here: numberOf(one),
    other: numberOf(other),
  }
}

/** Compares a pruned exploration with one that runs every order. */
export async function compareCommands(
  world: World,
  program: ArbitraryCommands,
  mostOrders: number,
): Promise<Comparison> {
  const race = raceOf(world, program)
  const pruned = await race.explore({ runs: mostOrders })
  if (!pruned.exhaustive || pruned.schedules > mostOrders) {
    return { kind: 'skipped', orders: pruned.schedules }
  }
  const all = await race.explore({ prune: false, runs: mostOrders * 2 })
  const [one, other] = [summary(pruned), summary(all)]
  return one.join() === other.join()
    ? { kind: 'equal', orders: all.schedules, runs: pruned.runs }
    : { kind: 'differs', pruned: one, all: other }
}

function raceOf(world: World, { setup, actors, crash, database }: ArbitraryCommands) {
  const { plain, here, other } = world
  const all: readonly (readonly ArbitraryPart[])[] = actors
  const [alice, bob, carol] = all.map((parts, index) => () => act(world, index, parts))
  return conduct({
    async setup() {
      for (const each of [here, other]) await plain.multi().select(each).flushdb().exec()
      await plain.select(database === 'HERE' ? here : other)
      for (const text of setup) await call(plain, wordsOf(text, world))
    },
    actors: {
      alice: alice!,
      bob: crash ? crashable(bob!) : bob!,
      ...(carol === undefined ? {} : { carol }),
    },
    observe: async () => [await look(plain, here), await look(plain, other)],
  })
}

async function act(
  world: World,
  index: number,
  parts: readonly ArbitraryPart[],
): Promise<unknown[]> {
  const client = world.clients[index]!
  const seen: unknown[] = []
  const run = async (text: string) => seen.push(await tryCall(client, wordsOf(text, world)))
  for (const each of parts) {
    if (each.kind === 'command') await run(each.text)
    else if (each.kind === 'pipeline') seen.push(await inOne(client.pipeline(), each.body, world))
    else {
      if (each.watch !== '') await run(`watch ${each.watch}`)
      if (each.between !== undefined) await run(each.between)
      if (each.inOne) seen.push(await inOne(client.multi(), each.body, world))
      else {
        await client.multi({ pipeline: false })
        for (const text of each.body) await run(text)
        if (each.end === 'exec') seen.push(await attempt(() => client.exec()))
        if (each.end === 'discard') await client.discard()
      }
    }
  }
  return seen
}

function inOne(
  pipeline: ReturnType<Redis['pipeline']>,
  body: readonly string[],
  world: World,
): Promise<unknown> {
  for (const text of body) {
    const [name, ...args] = wordsOf(text, world)
    pipeline.call(name!, ...args)
  }
  return attempt(async () => (await pipeline.exec())?.map(([error, reply]) => error ?? reply))
}

const tryCall = (client: Redis, words: string[]) => attempt(() => call(client, words))

function call(client: Redis, [name, ...args]: string[]): Promise<unknown> {
  return client.call(name!, ...args)
}

async function attempt(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return plainOf(await work())
  } catch (error) {
    return (error as Error).message
  }
}

function plainOf(reply: unknown): unknown {
  if (reply instanceof Error) return reply.message
  return Array.isArray(reply) ? reply.map(plainOf) : reply
}

function wordsOf(text: string, { here, other }: World): string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) =>
    (quoted ?? word!).replace(/^HERE$/, String(here)).replace(/^OTHER$/, String(other)),
  )
}

const values: Record<string, string> = {
  string: 'get KEY',
  list: 'lrange KEY 0 -1',
  set: 'smembers KEY',
  zset: 'zrange KEY 0 -1 withscores',
  hash: 'hgetall KEY',
  stream: 'xrange KEY - +',
}

/** Everything in a database. */
async function look(plain: Redis, database: number): Promise<unknown> {
  await plain.select(database)
  const keys = (await plain.keys('*')).toSorted()
  return Promise.all(
    keys.map(async (key) => {
      const type = await plain.type(key)
      const [name, ...args] = values[type]!.replace('KEY', key).split(' ')
      const value = (await plain.call(name!, ...args)) as unknown[] | string
      const isEnding = (await plain.ttl(key)) > 0
      const groups = type === 'stream' ? await plain.call('xinfo', 'groups', key) : undefined
      return [key, type, type === 'set' ? (value as string[]).toSorted() : value, isEnding, groups]
    }),
  )
}
