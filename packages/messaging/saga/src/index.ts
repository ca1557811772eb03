export { parkedOrders, takeUp } from './compensation/parked-orders.ts'
export type { ParkedOrder } from './compensation/parked-orders.ts'
export { refundFails } from './compensation/refund-fails.ts'
export {
  callerDies,
  choreographyDies,
  orchestratorAndServices,
  orchestratorDies,
  servicesDie,
} from './order/ends-complete-or-undone.ts'
export { choreographed } from './order/choreographed.ts'
export { orchestrated } from './order/orchestrated.ts'
export { twoPhaseHope } from './order/two-phase-hope.ts'
export { drawSaga } from './saga/draw-saga.ts'
export { nextOf } from './saga/next-of.ts'
export type { End, Entry, Next, Outcome } from './saga/next-of.ts'
export { orderSaga } from './saga/order-saga.ts'
export type { Step } from './saga/order-saga.ts'
