import { setImmediate as nextTurn } from 'node:timers/promises'
import { defineFacts } from '@lab/kata'

interface Shard {
  name: string
  weight: number
}
type ShardOf = (key: string, shards: Shard[]) => string

const four = ['berlin', 'lyon', 'porto', 'turin'].map((name) => ({ name, weight: 1 }))
/** Keys that have nothing in common. */
const keysOf = (length: number): string[] =>
  Array.from({ length }, (_, number) =>
    ((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0'),
  )
const keys = keysOf(1_500)
const manyKeys = keysOf(3_000)
const alike = {
  'customer-0 to customer-1499': keys.map((_, number) => `customer-${number}`),
  '0 to 1499, each with @customers.example.com': keys.map(
    (_, number) => `${number}@customers.example.com`,
  ),
  'keys that begin with the same 60 letters': keys.map(
    (_, number) => `${'customers/'.repeat(6)}${number}`,
  ),
  '1500 Chinese characters': keys.map((_, number) => String.fromCodePoint(0x4e_00 + number)),
}

export const facts = defineFacts<ShardOf, AsyncDisposable>({
  answer: 'shardOf',
  // It needs no server.
  open: () => Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() }),
  facts: {
    'finds the same shard in every process': async (shardOf) => {
      // Each call is another process's, and each of them has seen another shard first.
      for (const shard of four) shardOf('before', [shard])
      let lost = 0
      for await (const key of inBlocks(keys)) {
        const found = Array.from({ length: 4 }, () => shardOf(key, [...four]))
        if (new Set(found).size > 1) lost += 1
      }
      return lost > 0
        ? `four processes are asked, and ${lost} of 1500 keys have another shard in one of them`
        : undefined
    },

    'finds a key again in whichever order the shards are listed': async (shardOf) => {
      const { length: lost } = await movedBetween(shardOf, four, four.toReversed())
      return lost > 0
        ? `the same four shards in another order, and ${lost} of 1500 keys have another shard`
        : undefined
    },

    'moves no key between two shards that stay as they are': async (shardOf) => {
      const joined = [...four, { name: 'vienna', weight: 1 }]
      const between = await movedBesides(shardOf, {
        before: four,
        after: joined,
        changed: 'vienna',
      })
      if (between > 0) return `vienna joins, and ${between} of 1500 keys move between two others`
      const larger = four.map((shard) => (shard.name === 'porto' ? { ...shard, weight: 2 } : shard))
      const others = await movedBesides(shardOf, { before: four, after: larger, changed: 'porto' })
      return others > 0
        ? `porto gets weight 2, and ${others} of 1500 keys move between two others`
        : undefined
    },

    'gives a shard that joins its part': async (shardOf) => {
      // So often that every process has seen each key before vienna joins.
      for (let call = 0; call < 4; call++) await shardsOf(shardOf, keys, four)
      const joined = await movedBetween(shardOf, four, [...four, { name: 'vienna', weight: 1 }])
      const found = joined.filter(({ to }) => to === 'vienna').length
      return found < 200
        ? `vienna joins, and has ${found} of 1500 keys, its part is 300`
        : undefined
    },

    'gives each shard its part by weight': async (shardOf) => {
      for (const [weights, those] of [
        [[1, 1.5, 2, 3], manyKeys],
        [[0.02, 0.03, 0.04, 0.06], keys],
        [[200, 300, 400, 600], keys],
      ] as const) {
        const shards = four.map(({ name }, index) => ({ name, weight: weights[index]! }))
        const held = Map.groupBy(await shardsOf(shardOf, those, shards), (name) => name)
        const sum = weights.reduce((all, weight) => all + weight, 0)
        for (const { name, weight } of shards) {
          const part = (those.length * weight) / sum
          const found = held.get(name)?.length ?? 0
          // As far from it a right answer is once in 100,000 times, whatever its hash.
          if (Math.abs(found - part) > 4.5 * Math.sqrt(part * (1 - part / those.length)))
            return `weights ${weights.join(', ')}: ${name} has ${found} of ${those.length} keys, its part is ${Math.round(part)}`
        }
      }
      return undefined
    },

    'gives a shard of weight 0 no key': async (shardOf) => {
      const shards = [...four, { name: 'vienna', weight: 0 }]
      const all = await shardsOf(shardOf, keys, shards)
      const found = all.filter((name) => name === 'vienna').length
      return found > 0 ? `a shard of weight 0 has ${found} of 1500 keys` : undefined
    },

    'spreads keys that look alike': async (shardOf) => {
      const shards = [1, 2, 3, 4].map((number) => ({ name: `shard-${number}`, weight: 1 }))
      for (const [told, those] of Object.entries(alike)) {
        const held = Map.groupBy(await shardsOf(shardOf, those, shards), (name) => name)
        const most = Math.max(...[...held.values()].map(({ length }) => length))
        if (most > 600) return `${told}, on shard-1 to shard-4, and one of these has ${most}`
      }
      return undefined
    },

    'refuses what leaves no answer with a RangeError': async (shardOf) => {
      for (const [told, shards] of [
        ['no shard', []],
        ['two shards of weight 0', four.slice(0, 2).map(({ name }) => ({ name, weight: 0 }))],
        ['a weight of -1', [four[0]!, { name: 'lyon', weight: -1 }]],
        ['a weight of NaN', [four[0]!, { name: 'lyon', weight: Number.NaN }]],
        ['a weight of Infinity', [four[0]!, { name: 'lyon', weight: Infinity }]],
      ] as [string, Shard[]][]) {
        const answer = answerOf(() => shardOf('customer-1', shards))
        if (answer !== 'RangeError') return `${told}, and the answer is ${answer}`
      }
      return undefined
    },

    'leaves the list as it was': async (shardOf) => {
      const shards = four.toReversed()
      const before = JSON.stringify(shards)
      shardOf('customer-1', shards)
      return JSON.stringify(shards) === before ? undefined : 'the list of its caller is changed'
    },
  },
})

/** An answer may work for long: after each block of keys the event loop has a turn, as in a server. */
async function* inBlocks(those: readonly string[]): AsyncGenerator<string> {
  for (const [index, key] of those.entries()) {
    if (index % 10 === 0) await nextTurn()
    yield key
  }
}

async function shardsOf(
  shardOf: ShardOf,
  those: readonly string[],
  shards: readonly Shard[],
): Promise<string[]> {
  const found: string[] = []
  for await (const key of inBlocks(those)) found.push(shardOf(key, [...shards]))
  return found
}

/** The keys that have one shard of the first list and another one of the second list. */
async function movedBetween(
  shardOf: ShardOf,
  before: Shard[],
  after: Shard[],
): Promise<{ from: string; to: string }[]> {
  // First all keys before, then all after: the same process is asked for one key.
  const found = await shardsOf(shardOf, keys, before)
  const again = await shardsOf(shardOf, keys, after)
  return found
    .map((from, index) => ({ from, to: again[index]! }))
    .filter(({ from, to }) => from !== to)
}

/** How many keys move neither from nor to the shard that has changed. */
async function movedBesides(
  shardOf: ShardOf,
  { before, after, changed }: { before: Shard[]; after: Shard[]; changed: string },
): Promise<number> {
  const moved = await movedBetween(shardOf, before, after)
  return moved.filter(({ from, to }) => from !== changed && to !== changed).length
}

function answerOf(ask: () => string): string {
  try {
    return `"${ask()}"`
  } catch (error) {
    return (error as Error).name
  }
}
