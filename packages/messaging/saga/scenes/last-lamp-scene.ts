import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { lookThenTake, pendingMark, sellsTheLastLamp, takeAtOnce } from '../src/index.ts'
import type { Buy } from '../src/index.ts'
import type { World } from './open-world.ts'

export const lastLampScene: Scene<World> = {
  id: 'last-lamp',
  title: 'Two sagas, one lamp',
  async play(stage, { shop }) {
    await stage.say(
      "Alice and Bob want the last lamp. Each saga commits step by step, so each sees what the other has half done. Alice's card may be declined.",
    )
    const races = (buy: Buy) => {
      const bothCanPay = { race: sellsTheLastLamp(shop, buy, { aliceCanPay: true }) }
      const aliceDeclined = { race: sellsTheLastLamp(shop, buy, { aliceCanPay: false }) }
      return buy === lookThenTake ? { bothCanPay, aliceDeclined } : { aliceDeclined, bothCanPay }
    }
    await showRace(stage, races(lookThenTake), {
      way: 'look-then-take',
      claim: 'breaks',
      play: { title: 'Both find it free, both pay', schedule: 'alice×6 bob×9 alice×3' },
      text: 'What was true at the first step is not true at the last.',
    })
    await showRace(stage, races(takeAtOnce), {
      way: 'take-at-once',
      claim: 'breaks',
      play: {
        title: 'Bob is told "sold out", then the lamp is back',
        schedule: 'alice×6 bob×3 alice×3',
      },
      text: 'Compensation is not rollback: others saw the state in between, and acted on it.',
    })
    await showRace(stage, races(pendingMark), {
      way: 'pending-mark',
      claim: 'holds',
      play: { title: 'Bob sees that it is not decided', schedule: 'alice×6 bob×6' },
      text: 'The mark says that a saga is under way. Whoever sees it asks again, or waits.',
    })
  },
}
