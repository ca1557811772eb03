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
export { callsInSequence } from './order/calls-in-sequence.ts'
export { drawSaga } from './saga/draw-saga.ts'
export { nextOf } from './saga/next-of.ts'
export type { End, Entry, Next, Outcome } from './saga/next-of.ts'
export { orderSaga } from './saga/order-saga.ts'
export type { Step } from './saga/order-saga.ts'
export { readLog, takeNote } from './saga/saga-log.ts'
export { answerComesLate } from './timeout/answer-comes-late.ts'
export { askAgain } from './timeout/ask-again.ts'
export { askUnderANewId } from './timeout/ask-under-a-new-id.ts'
export type { GiveUp } from './timeout/give-up.ts'
export { takeForRefused } from './timeout/take-for-refused.ts'
export { undoUnknown } from './timeout/undo-unknown.ts'
