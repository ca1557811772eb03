import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { callerDies, choreographyDies, orchestratorDies } from './src/index.ts'
import { lateAnswerScene } from './scenes/late-answer-scene.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { playOneOrder } from './scenes/play-one-order.ts'
import { refundFailsScene } from './scenes/refund-fails-scene.ts'
import { readLog } from './src/index.ts'

const promise = 'the order ends complete or undone'

const ways = comparison<World>({
  promise,
  best: 'orchestrated',
  answer:
    'Say: "No transaction spans three databases, so I use a saga: local transactions, each with a compensation. An orchestrator writes every reply into a log before the next command, and after a crash it goes on from the log. So each step may be sent twice, and each service stores the id of the command together with its effect. When a step is refused, the steps before it are undone in reverse order."',
  ways: ({ shop }) =>
    comparedRaces([
      {
        way: 'calls-in-sequence',
        race: callerDies(shop, 'none', 'it is not restarted'),
        claim: 'breaks',
        price: 'charged, not shipped',
      },
      {
        way: 'calls-in-sequence-again',
        race: callerDies(shop, 'none', 'the customer tries again'),
        claim: 'breaks',
        price: 'charged twice',
      },
      {
        way: 'orchestrated',
        race: orchestratorDies(shop, 'none'),
        claim: 'holds',
        price: 'a log and idempotent services',
      },
      {
        way: 'choreographed',
        race: choreographyDies(shop, 'none'),
        claim: 'holds',
        price: 'an outbox and an inbox a service',
      },
    ]),
})

export const demo = concept<World>(manifest, {
  open: openWorld,
  ahead: true,
  headline: ['calls-in-sequence', 'orchestrated', 'ways-compared'],
  scenes: [
    {
      id: 'calls-in-sequence',
      title: 'Three calls, and the caller dies',
      async play(stage, { shop }) {
        await stage.say(
          'The shop calls inventory, payment and shipping, one after the other. Each service commits in a database of its own. Then the process that calls them dies.',
        )
        const dies = callerDies(shop, 'none', 'it is not restarted')
        await stage.play(
          'It dies between payment and shipping',
          await dies.replay('caller×6 crash(caller)'),
        )
        await showRace(stage, dies, {
          way: 'calls-in-sequence',
          promise,
          claim: 'breaks',
          text: 'The customer is charged and nothing is shipped. No row says how far the order came.',
        })
      },
    },
    {
      id: 'calls-in-sequence-again',
      title: 'The customer presses the button again',
      async play(stage, { shop }) {
        await stage.say('The same three calls. After the crash the order is sent once more.')
        await showRace(stage, callerDies(shop, 'none', 'the customer tries again'), {
          way: 'calls-in-sequence-again',
          promise,
          claim: 'breaks',
          play: {
            title: 'The customer presses the button again',
            schedule: 'caller×6 crash(caller)',
          },
          text: 'Starting again from the first step repeats what was done: a second charge, a second parcel.',
        })
      },
    },
    {
      id: 'orchestrated',
      title: 'An orchestrator with a log',
      async play(stage, { shop }) {
        await stage.say(
          'An orchestrator sends one command after the other over Kafka and writes each reply into a log. After a crash it reads the log and sends the command again that has no reply. The service knows the command and gives the same reply.',
        )
        await showRace(stage, orchestratorDies(shop, 'none'), {
          way: 'orchestrated',
          promise,
          claim: 'holds',
          play: {
            title: 'It dies when the money is taken and the reply is not in the log',
            schedule: 'orchestrator×17 crash(orchestrator)',
          },
          text: 'At whichever step the orchestrator dies, the order completes, is charged once, and the log says so.',
        })
      },
    },
    {
      id: 'compensation',
      title: 'Compensation in reverse order',
      async play(stage, { shop }) {
        await stage.say(
          'The depot is closed, so shipping refuses. The orchestrator undoes the steps before it in reverse order: refund, then release. Again it dies at every step.',
        )
        const race = orchestratorDies(shop, 'depot closed')
        await race.replay('orchestrator×44 crash(orchestrator)')
        await stage.table({
          title: 'The log, after a crash between refund and release',
          columns: ['command', 'outcome'],
          rows: (await readLog(shop.plain.orders, 'order-1')).map(({ command, outcome }) => [
            command,
            outcome,
          ]),
        })
        await showRace(stage, race, {
          way: 'orchestrated',
          promise,
          claim: 'holds',
          text: 'Compensated means that all is undone, not that nothing happened: the charge and the refund are both on the statement.',
        })
      },
    },
    refundFailsScene,
    {
      id: 'choreographed',
      title: 'The same by events, without an orchestrator',
      async play(stage, { shop }) {
        await stage.say(
          'Each service receives an event, does its part, and writes its own event into an outbox in the same transaction. A relay sends what the outbox holds. The card is declined.',
        )
        await playOneOrder(stage, shop, choreographyDies(shop, 'no credit'), {
          way: 'choreographed',
          promise,
          claim: 'holds',
          schedule: 'services×27 crash(services)',
          title: 'A relay dies between sending and deleting: the event comes twice',
          text: 'An effect and its event commit together. An event that comes twice is found in the inbox and ignored.',
        })
      },
    },
    lateAnswerScene,
    ways,
  ],
})
