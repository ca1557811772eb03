export { decodedLog } from './commit-order/decoded-log.ts'
export {
  handlesEachEventOnce,
  publishesInOrder,
  publishesLateCommits,
} from './relay/publishes-each-event.ts'
export { heldBack } from './commit-order/held-back.ts'
export { listens } from './wake/listens.ts'
export { emptyShop, openShop, openShopAlone } from './open-shop.ts'
export type { Opened, Shop } from './open-shop.ts'
export { outbox } from './tell/outbox.ts'
export { pollBelowTheOldest } from './relay/poll-below-the-oldest.ts'
export { pollById } from './relay/poll-by-id.ts'
export { pollUnpublished } from './relay/poll-unpublished.ts'
export { publishInTransaction } from './tell/publish-in-transaction.ts'
export { publishThenWrite } from './tell/publish-then-write.ts'
export { readEvents } from './read-events.ts'
export type { Relay } from './relay/relay.ts'
export { relayOneByOne } from './relay/relay-one-by-one.ts'
export { skipLocked } from './relay/skip-locked.ts'
export type { PlaceOrder } from './tell/place-order.ts'
export { tellsOfEachOrder } from './tell/tells-of-each-order.ts'
export { withInbox, withoutInbox } from './relay/consumers.ts'
export { writeThenPublish } from './tell/write-then-publish.ts'
