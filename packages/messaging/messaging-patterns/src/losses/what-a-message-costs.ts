import { recordExchange } from '@lab/wire/record-exchange'
import { statementCounter } from '@lab/wire/statement-counter'
import { Redis } from 'ioredis'
import type { Stores } from '../open-stores.ts'

/** What one message costs from its sender to the end of its work, when it may be delivered again. */
export interface Cost {
  way: string
  /** Commands or statements, in their order. */
  requests: string[]
}

export async function whatAMessageCosts({ space, db }: Stores): Promise<Cost[]> {
  return [
    { way: 'Redis list', requests: await ofRedis(space.url, throughAList) },
    { way: 'Redis stream', requests: await ofRedis(space.url, throughAStream) },
    { way: 'PostgreSQL table', requests: await ofTable(db.url) },
  ]
}

async function throughAList(redis: Redis): Promise<void> {
  await redis.rpush('cost:jobs', '1')
  await redis.blmove('cost:jobs', 'cost:working', 'LEFT', 'LEFT', 1)
  await redis.lrem('cost:working', 1, '1')
}

async function throughAStream(redis: Redis): Promise<void> {
  const id = await redis.xadd('cost:stream', '*', 'text', '1')
  await redis.xreadgroup('GROUP', 'workers', 'one', 'STREAMS', 'cost:stream', '>')
  await redis.xack('cost:stream', 'workers', id!)
}

async function ofRedis(url: string, work: (redis: Redis) => Promise<void>): Promise<string[]> {
  await using recorder = recordExchange()
  const redis = new Redis(await recorder.redis(url, { from: 'program', to: 'Redis' }))
  // Each worker does this once.
  await redis.xgroup('CREATE', 'cost:stream', 'workers', '0', 'MKSTREAM').catch(() => {})
  recorder.clear()
  await work(redis)
  const { messages } = recorder.exchange('One message')
  redis.disconnect()
  return messages
    .filter(({ kind }) => kind === 'request')
    .map(({ text }) => text.split(' ')[0]!.toLowerCase())
}

async function ofTable(url: string): Promise<string[]> {
  await using counter = await statementCounter(url)
  const pool = counter.pool({ max: 1 })
  const { statements } = await counter.during(async () => {
    await pool.query(`insert into messages (body) values ('1')`)
    await pool.query('begin')
    await pool.query(`delete from messages where id = (
      select id from messages order by id for update skip locked limit 1) returning body`)
    await pool.query('commit')
  })
  return statements.map((statement) => statement.split(' ')[0]!)
}
