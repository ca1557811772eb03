import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  answerComesLate,
  askAgain,
  askUnderANewId,
  takeForRefused,
  undoUnknown,
} from '../src/index.ts'
import type { World } from './open-world.ts'
import { playOneOrder } from './play-one-order.ts'

const promise = 'the order ends complete or undone'

export const lateAnswerScene: Scene<World> = {
  id: 'late-answer',
  title: 'A step times out, and it did happen',
  async play(stage, { shop }) {
    await stage.say(
      'The money is taken, and the reply is late. After five seconds a timer fires. The reply may come before it, after it, or while the timer is handled.',
    )
    await playOneOrder(stage, shop, answerComesLate(shop, takeForRefused), {
      way: 'take-for-refused',
      promise,
      claim: 'breaks',
      schedule: 'fire(timer) timer×10',
      title: 'The timeout is taken for a refusal',
      text: 'A timeout is not a refusal. It says that no reply came, not that nothing happened: the charge was made.',
    })
    await playOneOrder(stage, shop, answerComesLate(shop, askUnderANewId), {
      way: 'ask-under-a-new-id',
      promise,
      claim: 'breaks',
      schedule: 'fire(timer) timer×4',
      text: 'The service takes the second command for another payment.',
    })
    await playOneOrder(stage, shop, answerComesLate(shop, askAgain), {
      way: 'ask-again',
      promise,
      claim: 'holds',
      schedule: 'fire(timer) timer×4',
      text: 'The service has stored the command and gives the same reply. The order completes.',
    })
    await showRace(stage, answerComesLate(shop, undoUnknown), {
      way: 'undo-unknown',
      promise,
      claim: 'holds',
      text: 'The log has one place for the outcome, so either the reply or the timer fills it. If the timer does, the orchestrator refunds the payment too.',
    })
  },
}
