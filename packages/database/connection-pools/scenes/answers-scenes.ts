import { judge, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  answersEveryRequest,
  bothServed,
  clientPassedDown,
  logFirst,
  nestedCheckout,
  oneRefused,
  releaseAfterSuccess,
  releaseWithoutRollback,
  threeServed,
  twoAtOnce,
} from '../src/index.ts'
import type { Order, Requests } from '../src/index.ts'
import type { Pools, World } from './open-world.ts'

export const answered = 'every request gets its answer'

export interface Way {
  way: string
  order: (db: Pools) => Order
  claim: Claim
  price: string
}

export const ways: Way[] = [
  {
    way: 'nested-checkout',
    order: () => nestedCheckout,
    claim: 'breaks',
    price: 'the pool stands still for ever',
  },
  {
    way: 'release-after-success',
    order: () => releaseAfterSuccess,
    claim: 'breaks',
    price: 'each error takes a client away',
  },
  {
    way: 'release-without-rollback',
    order: () => releaseWithoutRollback,
    claim: 'breaks',
    price: 'an open transaction is handed on',
  },
  {
    way: 'log-through-a-second-pool',
    order: ({ secondPool }) => secondPool,
    claim: 'holds',
    price: 'more connections; the log is no part of the transaction',
  },
  {
    way: 'log-first',
    order: () => logFirst,
    claim: 'holds',
    price: 'the log is no part of the transaction',
  },
  {
    way: 'client-passed-down',
    order: () => clientPassedDown,
    claim: 'holds',
    price: 'a parameter more',
  },
]

/** One scene for each way: requests that take orders, and write into the audit log. */
export function answersScene(
  way: string,
  scene: {
    title: string
    say: string
    requests?: Requests
    play?: { title: string; schedule?: string }
    before?: Scene<World>['play']
    text: string
  },
): Scene<World> {
  const { order, claim } = ways.find((one) => one.way === way)!
  const { title, say, requests = twoAtOnce, play, before, text } = scene
  return {
    id: way,
    title,
    async play(stage, world, ...rest) {
      await stage.say(say)
      await before?.(stage, world, ...rest)
      const race = answersEveryRequest(world.db, order(world.db), requests)
      const shown = { way, promise: answered, claim, text, ...(play && { play }) }
      const found = await showRace(stage, race, shown)
      if (requests === twoAtOnce) world.db.found.set(way, found)
    },
  }
}

export const timeoutScene: Scene<World> = {
  id: 'connection-timeout',
  title: 'connectionTimeoutMillis',
  async play(stage, { db }) {
    await stage.say(
      'The same leak, and requests wait for a client at most 200 ms. By default pg waits without an end.',
    )
    const requests = { ...oneRefused, connectionTimeoutMillis: 200 }
    await showRace(stage, answersEveryRequest(db, releaseAfterSuccess, requests), {
      way: 'connection-timeout',
      promise: answered,
      claim: 'breaks',
      // One after the other, in both orders: each order costs the time that Bob waits.
      explore: { preemptions: 0 },
      play: { title: 'Bob gives up after 200 ms', schedule: 'alice×4 bob' },
      text: 'Bob gets an error instead of no answer, and so does every request after his. A timeout makes a standstill visible; the client stays lost.',
    })
  },
}

export const largerPoolScene: Scene<World> = {
  id: 'larger-pool',
  title: 'A larger pool moves the standstill to more requests',
  async play(stage, { db }) {
    await stage.say(
      'Each request needs two clients at once. With one client more than there are requests, one of them can always finish, and then the next one.',
    )
    const three = { ...bothServed, clients: 3 }
    const two = await answersEveryRequest(db, nestedCheckout, three).replay('alice×2 bob×2')
    await stage.play('Two requests, and the third client is free for either', two)
    const asTests = 'So it is in all of their 2,818 orders, which the tests run.'
    const enough = { way: 'three-clients-for-two', promise: answered, claim: 'holds' } as const
    await judge(stage, { ...enough, text: asTests }, two.violation, {})
    const served = answersEveryRequest(db, nestedCheckout, threeServed)
    const timeline = await served.replay('alice×2 bob×2 carol×3')
    await stage.play('A third request, and three clients are too few', timeline)
    const text = 'The pool would have to grow with the number of requests, which nothing limits.'
    const few = { way: 'three-clients-for-three', promise: answered, claim: 'breaks' } as const
    await judge(stage, { ...few, text }, timeline.violation, {})
  },
}

export const leakedClientScene = answersScene('release-after-success', {
  title: 'A client that is not given back',
  say: 'A pool of one client. Alice orders more than there is, and PostgreSQL refuses. The client is given back after the last statement, which is never reached.',
  requests: oneRefused,
  play: { title: 'Bob waits for a client that no request has', schedule: 'alice×4 bob' },
  text: 'An error leaks a client with its open transaction and its row lock. After ten such errors a pool of ten has no client left, perhaps hours after the first leak.',
})

export const releasedInTransactionScene = answersScene('release-without-rollback', {
  title: 'Given back in the middle of a transaction',
  say: 'release() stands in finally, and nothing rolls back.',
  requests: oneRefused,
  play: { title: 'Bob goes on in the transaction of Alice', schedule: 'alice×4 bob×2' },
  text: 'release() ends no transaction. Bob gets 25P02, current transaction is aborted, for an order that was right.',
})
