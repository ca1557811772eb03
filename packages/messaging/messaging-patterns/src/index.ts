export { settings } from './losses/settings.ts'
export type { Setting } from './losses/settings.ts'
export { whatAMessageCosts } from './losses/what-a-message-costs.ts'
export type { Cost } from './losses/what-a-message-costs.ts'
export { openStores } from './open-stores.ts'
export type { Stores } from './open-stores.ts'
export { answersItsQuestion } from './request-reply/answers-its-question.ts'
export type {
  Ask,
  Question,
  Questions,
  Reply,
  Request,
} from './request-reply/answers-its-question.ts'
export { correlationId } from './request-reply/correlation-id.ts'
export { queueOfTheCaller } from './request-reply/queue-of-the-caller.ts'
export { queueOfTheRequest } from './request-reply/queue-of-the-request.ts'
export { sharedQueue } from './request-reply/shared-queue.ts'
export { competing, fanOut, priority } from './shapes/shapes.ts'
export type { Shape } from './shapes/shapes.ts'
