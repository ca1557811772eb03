import type { Redis as KeySpace } from '@lab/servers/redis'
import type { Redis } from 'ioredis'
import { conduct } from '../conduct.ts'
import { crashable } from '../program.ts'
import { compareWays } from '../explore/compare-pruning.fixture.ts'
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

/** Compares a pruned exploration of a program with one that runs every order. */
export function compareCommands(
  world: World,
  program: ArbitraryCommands,
  mostOrders: number,
): Promise<Comparison> {
  return compareWays(raceOf(world, program), mostOrders)
}

function raceOf(world: World, { setup, actors, crash, database }: ArbitraryCommands) {
  const { plain, here, other } = world
  const all: readonly (readonly ArbitraryPart[])[] = actors
  const [alice, bob, carol] = all.map((parts, index) => () => act(world, index, parts))
  return conduct({
    async setup() {
      const all = plain.pipeline().select(here).flushdb().select(other).flushdb()
      all.select(database === 'HERE' ? here : other)
      for (const text of setup) {
        const [name, ...args] = wordsOf(text, world)
        all.call(name!, ...args)
      }
      await all.exec()
    },
    actors: {
      alice: alice!,
      bob: crash ? crashable(bob!) : bob!,
      ...(carol === undefined ? {} : { carol }),
    },
    observe: () => plain.eval(everything, 0, here, other),
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

const everything = `
  local found = {}
  for _, database in ipairs(ARGV) do
    redis.call('select', database)
    local keys = redis.call('keys', '*')
    table.sort(keys)
    for _, key in ipairs(keys) do
      local kind, value = redis.call('type', key).ok, nil
      if kind == 'string' then value = redis.call('get', key)
      elseif kind == 'list' then value = redis.call('lrange', key, 0, -1)
      elseif kind == 'set' then value = redis.call('sort', key, 'alpha')
      elseif kind == 'zset' then value = redis.call('zrange', key, 0, -1, 'withscores')
      elseif kind == 'hash' then value = redis.call('hgetall', key)
      else value = { redis.call('xrange', key, '-', '+'), redis.call('xinfo', 'groups', key) } end
      local ends = redis.call('pttl', key) > 0
      table.insert(found, { database, key, kind, value, ends and 'ends' or 'stays' })
    end
  end
  return found`
