import type { Exploration } from '@lab/conductor'
import { comparison, concept, numberText, showRace } from '@lab/stage'
import type { ComparedWay, Scene } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { lookThenTake, pendingMark, sellsTheLastLamp, takeAtOnce } from './src/index.ts'
import type { Buy } from './src/index.ts'
import { openDatabases } from './src/open-databases.ts'

const open = async () => {
  const opened = await openDatabases()
  return { database: opened.database, opened }
}

type World = Awaited<ReturnType<typeof open>>

const promise = 'one customer pays, none is refused a free lamp'

function buying(
  way: string,
  buy: Buy,
  scene: {
    title: string
    say: string
    claim: 'holds' | 'breaks'
    /** Whose race is played: with two cards that have credit, or with Alice's declined. */
    played: 'bothCanPay' | 'aliceDeclined'
    play: { title: string; schedule: string }
    text: string
  },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { opened }) {
      await stage.say(scene.say)
      const bothCanPay = { race: sellsTheLastLamp(opened, buy, { aliceCanPay: true }) }
      const aliceDeclined = { race: sellsTheLastLamp(opened, buy, { aliceCanPay: false }) }
      const races =
        scene.played === 'bothCanPay'
          ? { bothCanPay, aliceDeclined }
          : { aliceDeclined, bothCanPay }
      await showRace(stage, races, { ...scene, way, promise })
    },
  }
}

async function compared(
  { opened }: World,
  way: string,
  buy: Buy,
  { claim, price }: Pick<ComparedWay, 'claim' | 'price'>,
): Promise<ComparedWay> {
  const explore = (aliceCanPay: boolean) => sellsTheLastLamp(opened, buy, { aliceCanPay }).explore()
  const both = await explore(true)
  const declined = await explore(false)
  return {
    way,
    claim,
    observed: both.violations + declined.violations > 0 ? 'breaks' : 'holds',
    counts: { 'broken, both can pay': broken(both), 'Alice declined': broken(declined) },
    price,
  }
}

function broken({ violations, schedules }: Exploration): string {
  return `${numberText(violations)} of ${numberText(schedules)}`
}

export const demo = concept<World>(manifest, {
  open,
  ahead: true,
  headline: ['take-at-once', 'pending-mark', 'ways-compared'],
  scenes: [
    buying('look-then-take', lookThenTake, {
      title: 'Look first, take last',
      say: 'Alice and Bob want the last lamp. Each saga looks at the stock, takes the money, then takes the lamp. Each step commits in the database of its service.',
      claim: 'breaks',
      played: 'bothCanPay',
      play: { title: 'Both find it free, both pay', schedule: 'alice×6 bob×9 alice×3' },
      text: 'The lamp was free at the first step, and is sold at the last one. Two customers have paid for one lamp.',
    }),
    buying('take-at-once', takeAtOnce, {
      title: 'Another saga sees what is half done',
      say: "Alice and Bob want the last lamp. Each saga takes the lamp, then the money, and puts the lamp back when the card is declined. Each step commits at once, so Bob sees the lamp as sold. Alice's card is declined.",
      claim: 'breaks',
      played: 'aliceDeclined',
      play: {
        title: 'Bob is told "sold out", then the lamp is back',
        schedule: 'alice×6 bob×3 alice×3',
      },
      text: 'A compensation is not a rollback: Bob saw the state in between and was refused because of it.',
    }),
    buying('pending-mark', pendingMark, {
      title: 'A mark says that a saga is under way',
      say: "The same two sagas, and Alice's card is declined again. The first step marks the lamp as pending instead of sold.",
      claim: 'holds',
      played: 'aliceDeclined',
      play: { title: 'Bob sees that the sale is not decided', schedule: 'alice×6 bob×6' },
      text: 'Bob is told to ask again. No database lock is held between the steps: the mark is a row that every reader understands.',
    }),
    comparison<World>({
      promise,
      best: 'pending-mark',
      answer:
        'Say: "Sagas have no isolation. Each step commits, so others see and use what a later step may undo. I put a mark such as pending on what is half done, a semantic lock, and every reader treats it as undecided: it waits, or asks again. The last step of the saga, or its compensation, must always clear the mark, so the saga must be able to go on after a crash."',
      ways: async (world) => [
        await compared(world, 'look-then-take', lookThenTake, {
          claim: 'breaks',
          price: 'two customers pay',
        }),
        await compared(world, 'take-at-once', takeAtOnce, {
          claim: 'breaks',
          price: 'Bob is refused',
        }),
        await compared(world, 'pending-mark', pendingMark, {
          claim: 'holds',
          price: 'an answer more: ask again',
        }),
      ],
    }),
  ],
})
