import { conduct, crashable } from '@lab/conductor'
import type { Program, Race } from '@lab/conductor'
import type { Shop } from '../open-shop.ts'
import { serve } from '../services/serve.ts'
import { complaint, logComplaint, resetShop, shopState } from '../shop-state.ts'
import type { Trouble } from '../shop-state.ts'
import { choreographed } from './choreographed.ts'
import { goOn, orchestrated, takeReply } from './orchestrated.ts'
import { callsInSequence } from './calls-in-sequence.ts'

/** The contract of the ways: whichever process dies, at whichever step, an order ends complete or undone. */
export function endsCompleteOrUndone(
  shop: Shop,
  trouble: Trouble,
  actors: Program['actors'],
  more: { begin?: () => Promise<unknown>; readsLog?: true } = {},
): Race {
  return conduct({
    clock: shop.clock,
    async setup() {
      await resetShop(shop, trouble)
      await more.begin?.()
    },
    actors,
    async invariant() {
      const state = await shopState(shop)
      return complaint(state) ?? (more.readsLog && (await logComplaint(shop, state.order)))
    },
    observe: () => shopState(shop),
  })
}

/** The caller dies at any step. Then nothing goes on, or the customer presses the button again. */
export function callerDies(
  shop: Shop,
  trouble: Trouble,
  then: 'it is not restarted' | 'the customer tries again',
): Race {
  const run = () => callsInSequence(shop, 'order-1')
  const caller = then === 'it is not restarted' ? crashable(run) : crashable(run, { restart: run })
  return endsCompleteOrUndone(shop, trouble, { caller })
}

/** The orchestrator dies at any of its steps. The services answer each command at once. */
export function orchestratorDies(shop: Shop, trouble: Trouble): Race {
  const answered = afterEachSend(shop, () => serve(shop, shop.commands.drain))
  const run = () => orchestrated(answered, shop.replies.drain)
  const orchestrator = crashable(run, { restart: run })
  return endsCompleteOrUndone(shop, trouble, { orchestrator }, { readsLog: true })
}

/** The services die at any of their steps. The orchestrator goes on with each reply at once. */
export function servicesDie(shop: Shop, trouble: Trouble): Race {
  const answered = afterEachSend(shop, () => shop.replies.drain((reply) => takeReply(shop, reply)))
  const run = () => serve(answered, shop.commands.drain)
  const services = crashable(run, { restart: run })
  const begin = () => goOn(shop, 'order-1')
  return endsCompleteOrUndone(shop, trouble, { services }, { begin, readsLog: true })
}

/** Both step by step, and the orchestrator may die: to play one order, or for the bench to run all. */
export function orchestratorAndServices(shop: Shop, trouble: Trouble): Race {
  const run = () => orchestrated(shop)
  const actors = { orchestrator: crashable(run, { restart: run }), services: () => serve(shop) }
  return endsCompleteOrUndone(shop, trouble, actors, { readsLog: true })
}

/** Services that talk by events die at any of their steps, and at any step of their relays. */
export function choreographyDies(shop: Shop, trouble: Trouble): Race {
  const run = () => choreographed(shop, shop.events.drain)
  return endsCompleteOrUndone(shop, trouble, { services: crashable(run, { restart: run }) })
}

/** The other side reacts to what is sent before the sender's next step. */
export function afterEachSend(shop: Shop, react: () => Promise<unknown>): Shop {
  return {
    ...shop,
    async send(to, orderId, text) {
      await shop.send(to, orderId, text)
      await shop.unconducted(react)
    },
  }
}
