import { comparison, judge } from '@lab/stage'
import type { ComparedWay, Scene, Stage } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import { fiveShards } from '../src/index.ts'
import type { Joined } from '../src/index.ts'
import type { World } from './open-world.ts'
import { promise, schemes } from './schemes.ts'
import type { SchemeName } from './schemes.ts'

const numbersOf = ({ found, moved, held }: Joined) => ({
  found: Math.min(...found),
  moved,
  fullest: Math.max(...held),
})

async function showJoin(
  stage: Stage,
  { shards }: World,
  { way, text }: { way: SchemeName; text: string },
): Promise<void> {
  const joined = await shards.join(way)
  const { found, held, moved } = joined
  await stage.table({
    title: `${way}: 1,000 keys`,
    columns: ['when', 'keys found'],
    rows: [
      ['four shards', found[0]!],
      ...(found.length > 2 ? [['while they move, at least', Math.min(...found)]] : []),
      ['five shards', found.at(-1)!],
    ],
  })
  await stage.table({
    title: `Rows at the end, after ${moved} have moved`,
    columns: fiveShards,
    rows: [held],
  })
  await judge(
    stage,
    { way, promise, claim: schemes[way].claim, text },
    joined.violation,
    numbersOf(joined),
  )
}

/** One scene in which the fifth shard joins, with one scheme after the other. */
function joinScene(
  id: string,
  scene: {
    title: string
    say: string
    code?: string
    shown: readonly { way: SchemeName; text: string }[]
  },
): Scene<World> {
  const { title, say, code, shown } = scene
  return {
    id,
    title,
    async play(stage, world) {
      await stage.say(say)
      if (code !== undefined) {
        const file = new URL(`../src/fifth-shard/${code}.ts`, import.meta.url)
        await stage.listing(listingOf(file, { from: 'export function' }))
      }
      for (const each of shown) await showJoin(stage, world, each)
    },
  }
}

export const moduloScene = joinScene('modulo', {
  title: 'A fifth database, and the hash modulo five',
  say: '1,000 customers lie in four real databases: the shard of a key is its hash modulo four. A fifth database is added to the list. A fifth of the keys has to move; "few" is 250 at most, with 300 rows on a shard at most.',
  shown: [
    {
      way: 'modulo',
      text: 'Another divisor gives nearly every key another shard. The rows are where they were, and reads look elsewhere. No error says so: a row that is not found looks like a customer who does not exist.',
    },
  ],
})

export const rendezvousScene = joinScene('rendezvous', {
  title: 'Each shard draws a number for the key, and the highest wins',
  say: 'The fifth shard draws, too. It gets the keys for which it draws the highest number: about one of five. Between the four others nothing changes. While rows move, reads ask the old shard first and then the new one.',
  code: 'rendezvous',
  shown: [
    {
      way: 'rendezvous',
      text: 'Every key that moves goes to the new shard, and it takes from each of the four.',
    },
  ],
})

export const otherSchemesScene = joinScene('other-schemes', {
  title: 'Modulo with a move, and three other schemes',
  say: 'The same with each of the other schemes. Rows move in the same way.',
  shown: [
    {
      way: 'modulo-and-move',
      text: '584 of these keys went from one old shard to another one, which makes neither of them emptier.',
    },
    {
      way: 'range',
      text: 'The fifth shard takes half of one range. The others keep what they have, and are as full as before.',
    },
    {
      way: 'directory',
      text: 'A key hashes to one of 1,000 buckets for ever, and a table says which shard has the bucket. A bucket that is too busy can be moved by hand.',
    },
    {
      way: 'consistent-hashing',
      text: 'Each shard stands at 200 places of the ring, its virtual nodes, and a key belongs to the next place after its hash. The fifth shard takes the keys before each of its places.',
    },
  ],
})

export const waysCompared = comparison<World>({
  promise,
  best: 'rendezvous',
  answer:
    'Say: "With the hash modulo the number of shards, a fifth shard moves four keys of five, so I take rendezvous or consistent hashing, where a fifth of the keys moves and all of them to the new shard. Or a directory of many buckets, when I want to place them by hand. While rows move, I read the old shard first and then the new one, and a row is deleted in a transaction that commits after its copy has committed. I shard by what most requests have, usually the customer. What needs two shards costs: a page asks all of them and waits for the slowest, and a transfer needs two-phase commit with its decision in a log, or a saga."',
  ways: async ({ shards }) => {
    const compared: ComparedWay[] = []
    for (const [way, { claim, price }] of Object.entries(schemes)) {
      const joined = await shards.join(way as SchemeName)
      const { found, moved, fullest } = numbersOf(joined)
      compared.push({
        way,
        claim,
        observed: joined.violation === undefined ? 'holds' : 'breaks',
        counts: { 'found, of 1,000': found, moved, 'fullest shard': fullest },
        price,
      })
    }
    return compared
  },
})
