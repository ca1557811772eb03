import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  byCountry,
  byCustomer,
  byDay,
  byOrder,
  celebritiesApart,
  claimTheAddress,
  idsOfFourShards,
  registerTwo,
  slowAnswers,
  spreadsTodaysOrders,
  uniqueOnTheShard,
} from '../src/index.ts'
import type { ShardKey } from '../src/index.ts'
import type { World } from './open-world.ts'

const shardKeys: readonly { way: string; key: ShardKey; claim: Claim; text: string }[] = [
  {
    way: 'by-day',
    key: byDay,
    claim: 'breaks',
    text: 'Today is one range, and one shard has it. Three databases rest.',
  },
  {
    way: 'by-country',
    key: byCountry,
    claim: 'breaks',
    text: 'The parts are as large as the countries are.',
  },
  {
    way: 'by-customer',
    key: byCustomer,
    claim: 'breaks',
    text: 'One customer has four of ten orders. No hash divides one key.',
  },
  {
    way: 'by-order',
    key: byOrder,
    claim: 'breaks',
    text: 'Even for every customer, and the page of each of them asks every shard.',
  },
  {
    way: 'celebrities-apart',
    key: celebritiesApart,
    claim: 'holds',
    text: 'One customer is known to be large, and is divided. All others are read from one shard.',
  },
]

export const shardKeyScene: Scene<World> = {
  id: 'shard-key',
  title: 'Five shard keys for the same 1,000 orders',
  async play(stage, { shards }) {
    await stage.say(
      'Orders of four days, on four shards. Four of ten are of one customer, seven of ten from one country. A page shows all orders of a customer.',
    )
    const found = []
    for (const each of shardKeys)
      found.push({ ...each, spread: await spreadsTodaysOrders(shards, each.key) })
    await stage.table({
      title: 'Today’s 250 orders, and how many shards a page asks',
      columns: ['key', 'on the fullest shard', 'page of a customer', 'page of the celebrity'],
      rows: found.map(({ way, spread }) => [
        way,
        spread.today,
        spread.askedForOne,
        spread.askedForCelebrity,
      ]),
    })
    const promise = 'no shard has over 100 of today’s 250 orders, and a usual page asks one shard'
    for (const { way, claim, text, spread } of found) {
      const { violation, ...numbers } = spread
      await judge(stage, { way, promise, claim, text }, violation, numbers)
    }
  },
}

export const tailScene: Scene<World> = {
  id: 'tail',
  title: 'An answer that waits for all shards',
  async play(stage) {
    const shards = [1, 2, 4, 10, 20, 50, 100]
    const percent = (share: number, n: number) => Number((slowAnswers(share, n) * 100).toFixed(1))
    await stage.chart({
      title: 'Slow answers, when one of a hundred answers of a shard is slow',
      x: { name: 'shards', unit: 'asked', scale: 'linear' },
      y: { name: 'slow', unit: 'percent', scale: 'linear' },
      series: [
        { name: 'scatter-gather', points: shards.map((n) => [n, percent(0.01, n)] as const) },
        { name: 'one-shard', points: shards.map((n) => [n, 1] as const) },
      ].map(({ name, points }) => ({ name, points: points.map(([x, y]) => [x, y]) })),
    })
    await judge(
      stage,
      {
        way: 'scatter-gather',
        promise: 'a page is as rarely slow as one shard is',
        claim: 'breaks',
        text: 'The slowest shard decides: 1 - (1 - p)^n, if shards are slow independently of each other.',
      },
      percent(0.01, 100) > 1
        ? `of a hundred shards ${percent(0.01, 100)} % of the answers are slow`
        : undefined,
      { four: percent(0.01, 4), hundred: percent(0.01, 100) },
    )
  },
}

export const idsScene: Scene<World> = {
  id: 'ids',
  title: 'Ids that four databases make without asking each other',
  async play(stage, { shards }) {
    const { rows, identity, uuid } = await idsOfFourShards(shards)
    await stage.table({
      title: '250 rows on each of four shards',
      columns: ['id', 'rows', 'different ids'],
      rows: [
        ['generated always as identity', rows, identity],
        ['uuidv7()', rows, uuid],
      ],
    })
    const promise = 'no id is given twice'
    await judge(
      stage,
      {
        way: 'identity',
        promise,
        claim: 'breaks',
        text: 'Each database counts from 1. The rows meet when they move to one shard, or in a cache.',
      },
      identity < rows ? `${rows} rows have ${identity} ids` : undefined,
      { rows, different: identity },
    )
    await judge(
      stage,
      {
        way: 'uuidv7',
        promise,
        claim: 'holds',
        text: 'PostgreSQL 18 makes them itself: milliseconds, then random bits. New ones lie at the end of an index.',
      },
      uuid < rows ? `${rows} rows have ${uuid} ids` : undefined,
      { rows, different: uuid },
    )
  },
}

export const addressScene: Scene<World> = {
  id: 'one-address',
  title: 'A unique rule over all shards',
  async play(stage, { shards }) {
    await stage.say('Two users, who belong to two shards, register with one e-mail address.')
    const ways = [
      {
        way: 'unique-on-the-shard',
        register: uniqueOnTheShard,
        claim: 'breaks',
        text: 'A unique index knows the rows of its own database.',
      },
      {
        way: 'claim-the-address',
        register: claimTheAddress,
        claim: 'holds',
        text: 'The address is claimed on the shard of the address, where its row is the only one. It is a second write, to another shard.',
      },
    ] as const
    for (const { way, register, claim, text } of ways) {
      const given = await registerTwo(shards, register)
      const violation = given === 1 ? undefined : `${given} users have it`
      const judged = { way, promise: 'an address belongs to one user', claim, text }
      await judge(stage, judged, violation, { given })
    }
  },
}
