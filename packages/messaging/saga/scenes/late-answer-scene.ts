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

export const lateAnswerScene: Scene<World> = {
  id: 'late-answer',
  title: 'A timeout in a step that did happen',
  async play(stage, { shop }) {
    await stage.say(
      'The money is taken, and the answer is late. After five seconds a timer asks what to do. The answer may come before it, after it, or in between.',
    )
    await playOneOrder(stage, shop, answerComesLate(shop, takeForRefused), {
      way: 'take-for-refused',
      claim: 'breaks',
      schedule: 'fire(timer) timer×10',
      title: 'Silence is taken for a no',
      text: 'A timeout says that nobody answered. It does not say that nothing happened.',
    })
    await playOneOrder(stage, shop, answerComesLate(shop, askUnderANewId), {
      way: 'ask-under-a-new-id',
      claim: 'breaks',
      schedule: 'fire(timer) timer×4',
      text: 'The service takes the second command for another payment.',
    })
    await playOneOrder(stage, shop, answerComesLate(shop, askAgain), {
      way: 'ask-again',
      claim: 'holds',
      schedule: 'fire(timer) timer×4',
      text: 'The same command gets the same answer. The order completes.',
    })
    await showRace(stage, answerComesLate(shop, undoUnknown), {
      way: 'undo-unknown',
      claim: 'holds',
      text: 'The log has one place for the answer, so either the answer or the timer decides. If the timer does, the payment is refunded, too.',
    })
  },
}
