import { concept, showRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  answerComesLate,
  askAgain,
  askUnderANewId,
  callerDies,
  choreographyDies,
  lookThenTake,
  orchestratorDies,
  parkedOrders,
  pendingMark,
  refundFails,
  sellsTheLastLamp,
  servicesDie,
  takeAtOnce,
  takeForRefused,
  undoUnknown,
} from './src/index.ts'
import type { Buy } from './src/index.ts'
import { openShop } from './src/open-shop.ts'
import { readLog } from './src/shop-state.ts'

const open = async () => {
  const shop = await openShop()
  return { database: shop.database, bus: shop.bus, shop }
}

type World = Awaited<ReturnType<typeof open>>

export const demo = concept<World>(manifest, {
  open,
  ahead: true,
  scenes: [
    {
      id: 'two-phase-hope',
      title: 'Three calls and no plan',
      async play(stage, { shop }) {
        await stage.say(
          'The shop calls inventory, payment and shipping, one after the other. Each commits in a database of its own. The caller dies.',
        )
        const dies = callerDies(shop, 'none', 'nobody goes on')
        await stage.play(
          'It dies between payment and shipping',
          await dies.replay('caller×6 crash(caller)'),
        )
        await showRace(stage, dies, {
          way: 'two-phase-hope',
          claim: 'breaks',
          text: 'Charged, not shipped, and nobody knows: no row says how far the order came.',
        })
        await showRace(stage, callerDies(shop, 'none', 'the customer tries again'), {
          way: 'two-phase-hope-again',
          claim: 'breaks',
          play: {
            title: 'The customer presses the button again',
            schedule: 'caller×6 crash(caller)',
          },
          text: 'Starting again from the first step does again what was done.',
        })
      },
    },
    {
      id: 'orchestrated',
      title: 'An orchestrator with a log',
      async play(stage, { shop }) {
        await stage.say(
          'An orchestrator asks one service after the other over Kafka, and writes each answer into a log. After a crash it reads the log, and asks again for what has no answer. The service knows the command, and answers as before.',
        )
        await stage.play(
          'It dies when the money is taken, and the answer is not in the log',
          await orchestratorDies(shop, 'none').replay('orchestrator×9 crash(orchestrator)'),
        )
        const races = {
          orchestrator: { race: orchestratorDies(shop, 'none') },
          services: { race: servicesDie(shop, 'none') },
        }
        await showRace(stage, races, {
          way: 'orchestrated',
          claim: 'holds',
          text: 'Whoever dies, and wherever: complete, charged once, and the log says so.',
        })
      },
    },
    {
      id: 'compensation',
      title: 'Compensation in reverse order',
      async play(stage, { shop }) {
        await stage.say(
          'The depot is closed, so shipping refuses. What was done before is undone, the last first: refund, then release. Again somebody dies at every step.',
        )
        const race = orchestratorDies(shop, 'depot closed')
        await race.replay('orchestrator×24 crash(orchestrator)')
        await stage.table({
          title: 'The log, after a crash between refund and release',
          columns: ['command', 'outcome'],
          rows: (await readLog(shop)).map(({ command, outcome }) => [command, outcome]),
        })
        await showRace(
          stage,
          {
            undeliverable: { race },
            declined: { race: orchestratorDies(shop, 'no credit') },
            declinedServices: { race: servicesDie(shop, 'no credit') },
          },
          {
            way: 'orchestrated',
            claim: 'holds',
            text: 'Compensated means that all is undone, not that nothing happened: the charge and the refund are both on the statement.',
          },
        )
      },
    },
    {
      id: 'refund-fails',
      title: 'The compensation fails',
      async play(stage, { shop }) {
        await stage.say(
          'The bank refuses the refund. The orchestrator waits by its clock, and tries again, three times in all.',
        )
        await showRace(stage, refundFails(shop, 2), {
          way: 'retried-compensation',
          claim: 'holds',
          play: { title: 'The bank refuses twice', schedule: 'orchestrator×7' },
          text: 'The failures are in the log, so a crash does not begin to count anew.',
        })
        const forEver = refundFails(shop, 9)
        await forEver.replay('')
        await stage.table({
          title: 'It refuses for ever. What a person sees: select ... where status = parked',
          columns: ['order', 'command', 'outcome'],
          rows: (await parkedOrders(shop.plain.orders)).map((row) => Object.values(row)),
        })
        await showRace(stage, forEver, {
          way: 'parked-compensation',
          claim: 'holds',
          text: 'The money is still taken, and no order says that all is well. Wherever the orchestrator dies, it ends in front of a person.',
        })
      },
    },
    {
      id: 'choreographed',
      title: 'The same by events, with nobody in charge',
      async play(stage, { shop }) {
        await stage.say(
          'Each service hears an event, does its part, and writes its own event into an outbox in the same transaction. A relay sends what is there. The card is declined, and services and relays die at every step.',
        )
        await showRace(stage, choreographyDies(shop, 'no credit'), {
          way: 'choreographed',
          claim: 'holds',
          play: {
            title: 'A relay dies between sending and deleting: the event comes twice',
            schedule: 'services×15 crash(services)',
          },
          text: 'The effect and its event are there, or neither is. An event that comes twice is in the inbox.',
        })
      },
    },
    {
      id: 'late-answer',
      title: 'A timeout in a step that did happen',
      async play(stage, { shop }) {
        await stage.say(
          'The money is taken, and the answer is late. After five seconds a timer asks what to do. The answer may come before it, after it, or in between.',
        )
        await showRace(stage, answerComesLate(shop, takeForRefused), {
          way: 'take-for-refused',
          claim: 'breaks',
          play: { title: 'Silence is taken for a no' },
          text: 'A timeout says that nobody answered. It does not say that nothing happened.',
        })
        await showRace(stage, answerComesLate(shop, askUnderANewId), {
          way: 'ask-under-a-new-id',
          claim: 'breaks',
          text: 'The service takes the second command for another payment.',
        })
        await showRace(stage, answerComesLate(shop, askAgain), {
          way: 'ask-again',
          claim: 'holds',
          text: 'The same command gets the same answer. The order completes.',
        })
        await showRace(stage, answerComesLate(shop, undoUnknown), {
          way: 'undo-unknown',
          claim: 'holds',
          text: 'The log has one place for the answer, so either the answer or the timer decides. If the timer does, the payment is refunded, too.',
        })
      },
    },
    {
      id: 'last-lamp',
      title: 'Two sagas, one lamp',
      async play(stage, { shop }) {
        await stage.say(
          "Alice and Bob want the last lamp. Each saga commits step by step, so each sees what the other has half done. Alice's card may be declined.",
        )
        const races = (buy: Buy) => {
          const bothCanPay = { race: sellsTheLastLamp(shop, buy, { aliceCanPay: true }) }
          const aliceDeclined = { race: sellsTheLastLamp(shop, buy, { aliceCanPay: false }) }
          return buy === lookThenTake
            ? { bothCanPay, aliceDeclined }
            : { aliceDeclined, bothCanPay }
        }
        await showRace(stage, races(lookThenTake), {
          way: 'look-then-take',
          claim: 'breaks',
          play: { title: 'Both find it free, both pay' },
          text: 'What was true at the first step is not true at the last.',
        })
        await showRace(stage, races(takeAtOnce), {
          way: 'take-at-once',
          claim: 'breaks',
          play: { title: 'Bob is told "sold out", then the lamp is back' },
          text: 'Compensation is not rollback: others saw the state in between, and acted on it.',
        })
        await showRace(stage, races(pendingMark), {
          way: 'pending-mark',
          claim: 'holds',
          play: { title: 'Bob sees that it is not decided', schedule: 'alice×2 bob×2' },
          text: 'The mark says that a saga is under way. Whoever sees it asks again, or waits.',
        })
      },
    },
  ],
})
