import { once } from 'node:events'
import type { Redis } from 'ioredis'
import type { Stores } from '../open-stores.ts'

/** A worker's or sender's setting: how many of the messages that were sent are received. */
export interface Setting {
  broker: string
  careless: string
  careful: string
  /** Sends, and lets a worker that is late, or that dies in its work, be followed by a second one. */
  play(
    stores: Stores['unwatched'],
    how: 'careless' | 'careful',
  ): Promise<{ sent: number; received: number }>
}

const texts = ['1', '2', '3', '4', '5']

export const settings: Setting[] = [
  {
    broker: 'Redis pub/sub',
    careless: 'the worker subscribes after the message',
    careful: 'the worker subscribes before it, and stays',
    async play({ redis }, how) {
      const worker = redis.duplicate()
      const received: string[] = []
      worker.on('message', (_, text) => received.push(text))
      if (how === 'careful') await worker.subscribe('news')
      for (const text of texts) await redis.publish('news', text)
      if (how === 'careless') await worker.subscribe('news')
      // The reply comes on the same connection, behind all messages.
      await worker.unsubscribe('news')
      worker.disconnect()
      return { sent: texts.length, received: received.length }
    },
  },
  {
    broker: 'Redis list',
    careless: 'lpop, and the worker dies',
    careful: 'lmove to a second list, which the next worker reads first',
    async play({ redis }, how) {
      await redis.rpush('jobs', ...texts)
      const received = new Set<string>()
      if (how === 'careless') await redis.lpop('jobs')
      else await redis.lmove('jobs', 'working', 'LEFT', 'LEFT')
      for (const list of ['working', 'jobs']) {
        for (let text = await redis.lpop(list); text !== null; text = await redis.lpop(list))
          received.add(text)
      }
      return { sent: texts.length, received: received.size }
    },
  },
  {
    broker: 'Redis stream',
    careless: 'xadd with maxlen 2, and the worker is late',
    careful: 'xadd without a limit, and trim what was acknowledged',
    async play({ redis }, how) {
      await redis.xgroup('CREATE', 'orders', 'workers', '0', 'MKSTREAM')
      for (const text of texts) {
        if (how === 'careless') await redis.xadd('orders', 'MAXLEN', 2, '*', 'text', text)
        else await redis.xadd('orders', '*', 'text', text)
      }
      return { sent: texts.length, received: await readNew(redis) }
    },
  },
  {
    broker: 'Redis stream',
    careless: 'the group begins at $, after the messages',
    careful: 'the group begins at 0',
    async play({ redis }, how) {
      for (const text of texts) await redis.xadd('orders', '*', 'text', text)
      await redis.xgroup('CREATE', 'orders', 'workers', how === 'careless' ? '$' : '0')
      return { sent: texts.length, received: await readNew(redis) }
    },
  },
  {
    broker: 'Redis stream',
    careless: 'xreadgroup with noack, and the worker dies',
    careful: 'xack after the work, and xautoclaim what stays',
    async play({ redis }, how) {
      await redis.xgroup('CREATE', 'orders', 'workers', '0', 'MKSTREAM')
      for (const text of texts) await redis.xadd('orders', '*', 'text', text)
      const group = ['GROUP', 'workers', 'first'] as const
      if (how === 'careless')
        await redis.xreadgroup(...group, 'COUNT', 1, 'NOACK', 'STREAMS', 'orders', '>')
      else await redis.xreadgroup(...group, 'COUNT', 1, 'STREAMS', 'orders', '>')
      const [, claimed] = (await redis.xautoclaim('orders', 'workers', 'second', 0, '0')) as [
        string,
        unknown[],
      ]
      return { sent: texts.length, received: claimed.length + (await readNew(redis)) }
    },
  },
  {
    broker: 'PostgreSQL',
    careless: 'notify with the message, and the worker is away',
    careful: 'insert the message, notify only wakes the worker',
    async play({ pool }, how) {
      await pool.query('truncate messages')
      for (const text of texts) {
        if (how === 'careful') await pool.query('insert into messages (body) values ($1)', [text])
        await pool.query(`select pg_notify('messages', $1)`, [text])
      }
      const worker = await pool.connect()
      const received: unknown[] = []
      worker.on('notification', ({ payload }) => received.push(payload))
      await worker.query('listen messages')
      const { rows } = await worker.query('select body from messages')
      received.push(...rows)
      await worker.query('unlisten messages')
      worker.removeAllListeners('notification')
      worker.release()
      return { sent: texts.length, received: received.length }
    },
  },
  {
    broker: 'a table',
    careless: 'delete, commit, then the work, and the worker dies',
    careful: 'delete and work in one transaction',
    async play({ pool }, how) {
      await pool.query('truncate messages')
      await pool.query('insert into messages (body) select unnest($1::text[])', [texts])
      const take = `delete from messages where id = (
        select id from messages order by id for update skip locked limit 1) returning body`
      const first = await pool.connect()
      if (how === 'careful') await first.query('begin')
      await first.query(take)
      const ended = once(first, 'end')
      first.release(true)
      // The server ends a transaction with its connection.
      await ended
      let received = 0
      while ((await pool.query(take)).rowCount === 1) received++
      return { sent: texts.length, received }
    },
  },
]

/** Reads as a group what no member has got yet. */
async function readNew(redis: Redis): Promise<number> {
  const reply = (await redis.xreadgroup(
    'GROUP',
    'workers',
    'second',
    'COUNT',
    100,
    'STREAMS',
    'orders',
    '>',
  )) as [string, unknown[]][] | null
  return reply?.[0]?.[1].length ?? 0
}
