import { defineFacts } from '@lab/kata'
import { proxy } from '@lab/wire/proxy'
import { Redis } from 'ioredis'
import { openReplicated, untilTimeIsUp, waiting } from '../../src/index.ts'
import type { Replicated, Told } from '../../src/index.ts'
import { begin } from './begin.ts'

type StoreOrder = (
  redis: Redis,
  order: { id: string; text: string },
  need: { replicas: number; timeoutMs: number },
) => Promise<Told>

const order = { id: '7', text: 'two tickets' }
/** For an answer that is not to be ended by its time limit. */
const long = { timeoutMs: 60_000 }
/** For one that waits in vain. */
const short = { timeoutMs: 100 }

export const facts = defineFacts<StoreOrder, Replicated>({
  answer: 'storeOrder',
  open: () => openReplicated(2),
  facts: {
    'answers stored when as many replicas as needed confirm the order': async (store, servers) => {
      for (const replicas of [1, 2]) {
        const told = await store(await begin(servers), order, { replicas, ...long })
        if (told !== 'stored') return `2 replicas have it, ${replicas} are needed: "${told}"`
      }
      const told = await whenBothHaveIt(store, servers)
      return told === 'stored'
        ? undefined
        : `2 replicas have it before it waits, 1 is needed: "${told}"`
    },

    'answers unknown while fewer replicas confirm it': async (store, servers) => {
      for (const [late, replicas] of [
        [1, 2],
        [2, 1],
        [2, 2],
        [0, 3],
      ] as const) {
        const redis = await begin(servers, { late })
        const answer = store(redis, order, { replicas, ...short })
        const told = await untilTimeIsUp(answer, servers.primary.client, 2 - late)
        if (told !== 'unknown')
          return `${2 - late} of 2 replicas can confirm it, ${replicas} are needed: "${told}"`
      }
      return undefined
    },

    'leaves the order where it is when the answer is unknown': async (store, servers) => {
      const redis = await begin(servers, { late: 2 })
      const answer = store(redis, order, { replicas: 1, ...short })
      const told = await untilTimeIsUp(answer, servers.primary.client, 0)
      const text = await servers.primary.client.get(`order:${order.id}`)
      return text === order.text
        ? undefined
        : `the answer was "${told}", and the primary has ${JSON.stringify(text)}`
    },

    'answers refused when Redis answers the order with an error': async (store, servers) => {
      const primary = await begin(servers)
      const replica = servers.replicas[0]!.server.client({ maxRetriesPerRequest: 0 })
      for (const [why, redis, ...setting] of [
        ['READONLY', replica, 'maxmemory', 0],
        ['OOM', primary, 'maxmemory', 1],
        ['NOREPLICAS', primary, 'maxmemory', 0, 'min-replicas-to-write', 3],
      ] as const) {
        await servers.primary.client.config('SET', ...(setting as [string, number]))
        const told = await toldBy(store(redis, order, { replicas: 1, ...short }))
        if (told !== 'refused') return `Redis answers ${why}: "${told}"`
      }
      return undefined
    },

    'answers unknown when the connection ends, or the wait fails': async (store, servers) => {
      for (const point of ['not received', 'not answered', 'waiting'] as const) {
        const told = await cutAt(point, store, servers)
        if (told !== undefined && told !== 'unknown') return `${cuts[point]}: "${told}"`
      }
      const { client } = servers.primary
      const redis = await begin(servers, { late: 2 })
      const answer = watched(toldBy(store(redis, order, { replicas: 1, ...long })))
      await untilWaits(answer, client)
      const isWaiting = !answer.isOver()
      // As when the primary becomes a replica meanwhile.
      for (const id of await waiting(client)) await client.client('UNBLOCK', id, 'ERROR')
      const told = await answer.promise
      return isWaiting && told !== 'unknown'
        ? `Redis has the order, and answers the wait with an error: "${told}"`
        : undefined
    },

    'is over at its time limit when no replica confirms': async (store, servers) => {
      const redis = await begin(servers, { late: 2 })
      const { client, server } = servers.primary
      const answer = watched(store(redis, order, { replicas: 1, timeoutMs: 20 }))
      await untilWaits(answer, client)
      // A later WAIT with a longer limit, of the same server: its end comes after that of the answer.
      const later = server.client()
      await later.set('later', 'than the order')
      await later.wait(1, 100)
      // Both may have ended in one turn of Redis: what it has sent is here after one more reply.
      const left = await waiting(client)
      const isOver = answer.isOver()
      for (const id of left) await client.client('UNBLOCK', id)
      if (!isOver) return 'no replica confirms, the limit is 20 ms, and 100 ms later it still waits'
      return left.length > 0 ? 'it has answered, and its connection still waits' : undefined
    },

    'answers an order that comes again as it does a new one': async (store, servers) => {
      const held = await begin(servers, { late: 2 })
      const other = servers.primary.server.client({ maxRetriesPerRequest: 0 })
      const ask = (redis: Redis, id: string) =>
        untilTimeIsUp(
          store(redis, { ...order, id }, { replicas: 1, ...short }),
          servers.primary.client,
          0,
        )
      const [first, again] = [await ask(held, '1'), await ask(other, '1')]
      if (again !== first)
        return `no replica confirms: the first time "${first}", the second time "${again}"`
      const redis = await begin(servers, { keep: true })
      const [known, fresh] = [
        await store(redis, { ...order, id: '1' }, { replicas: 2, ...long }),
        await store(redis, { ...order, id: '2' }, { replicas: 2, ...long }),
      ]
      return known === fresh
        ? undefined
        : `all replicas confirm: a new order "${fresh}", one that comes again "${known}"`
    },

    'keeps the text of each order under its own id': async (store, servers) => {
      const redis = await begin(servers)
      const orders = Object.entries({
        1: 'one',
        10: 'ten',
        '01': 'zero one',
        '9007199254740993': 'beyond',
        '9007199254740992': 'below',
        'a:b': `O'Brien, "Bob"\r\n*1`,
        A: '',
      })
      for (const [id, text] of orders) await store(redis, { id, text }, { replicas: 1, ...long })
      for (const [id, text] of orders) {
        const found = await redis.get(`order:${id}`)
        if (found !== text)
          return `order:${id} must be ${JSON.stringify(text)}, it is ${JSON.stringify(found)}`
        if ((await redis.pttl(`order:${id}`)) !== -1) return `order:${id} expires`
      }
      return undefined
    },
  },
})

const cuts = {
  'not received': 'the connection ends before Redis has the order',
  'not answered': 'Redis has the order, and the connection ends before it answers',
  waiting: 'Redis has the order, and the connection ends before a replica confirms',
}

/** Holds the reply to the order until both replicas have it, so that WAIT 1 counts two. */
async function whenBothHaveIt(store: StoreOrder, servers: Replicated): Promise<string> {
  await begin(servers)
  const { client, server } = servers.primary
  const reached = Promise.withResolvers<void>()
  let isArmed = false
  await using way = await proxy(server.url, {
    tap(direction) {
      if (!isArmed || direction !== 'received') return
      isArmed = false
      way.hang()
      reached.resolve()
    },
  })
  const redis = new Redis(way.url, { maxRetriesPerRequest: 0, retryStrategy: () => null })
  await redis.ping()
  isArmed = true
  const answer = watched(toldBy(store(redis, order, { replicas: 1, ...long })))
  await Promise.race([reached.promise, answer.promise])
  await client.set('later', 'than the order')
  await client.wait(2, 0)
  await way.restore()
  const told = await answer.promise
  redis.disconnect()
  return told
}

/** Ends the connection of an answer at one point; undefined when it is over before. */
async function cutAt(
  point: keyof typeof cuts,
  store: StoreOrder,
  servers: Replicated,
): Promise<string | undefined> {
  await begin(servers, { late: 2 })
  const reached = Promise.withResolvers<void>()
  const seenAt = { 'not received': 'sent', 'not answered': 'received', waiting: undefined }[point]
  let isArmed = false
  await using way = await proxy(servers.primary.server.url, {
    tap(direction) {
      if (!isArmed || direction !== seenAt) return
      // The bytes that are seen here pass only after this, so they are held, too.
      way.hang()
      reached.resolve()
    },
  })
  const redis = new Redis(way.url, { maxRetriesPerRequest: 0, retryStrategy: () => null })
  redis.on('error', () => {})
  await redis.ping()
  isArmed = true
  const answer = watched(toldBy(store(redis, order, { replicas: 1, ...long })))
  await (point === 'waiting'
    ? untilWaits(answer, servers.primary.client)
    : Promise.race([reached.promise, answer.promise]))
  const wasOver = answer.isOver()
  await way.cut()
  const told = await answer.promise
  redis.disconnect()
  return wasOver ? undefined : told
}

/** What an answer says, or that it throws. */
function toldBy(answer: Promise<Told>): Promise<string> {
  return answer.catch((error: unknown) => `it throws ${String(error)}`)
}

function watched<Value>(promise: Promise<Value>) {
  let isOver = false
  const over = () => void (isOver = true)
  promise.then(over, over)
  return { promise, isOver: () => isOver }
}

/** Until an answer waits for replicas, or is over. */
async function untilWaits(answer: { isOver(): boolean }, client: Redis): Promise<void> {
  while (!answer.isOver() && (await waiting(client)).length === 0);
}
