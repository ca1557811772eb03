import { concept, showRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { callerDies, choreographyDies, orchestratorDies } from './src/index.ts'
import { lastLampScene } from './scenes/last-lamp-scene.ts'
import { lateAnswerScene } from './scenes/late-answer-scene.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { playOneOrder } from './scenes/play-one-order.ts'
import { refundFailsScene } from './scenes/refund-fails-scene.ts'
import { readLog } from './src/index.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
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
        await showRace(stage, orchestratorDies(shop, 'none'), {
          way: 'orchestrated',
          claim: 'holds',
          play: {
            title: 'It dies when the money is taken, and the answer is not in the log',
            schedule: 'orchestrator×17 crash(orchestrator)',
          },
          text: 'Wherever it dies: complete, charged once, and the log says so.',
        })
      },
    },
    {
      id: 'compensation',
      title: 'Compensation in reverse order',
      async play(stage, { shop }) {
        await stage.say(
          'The depot is closed, so shipping refuses. What was done before is undone, the last first: refund, then release. Again the orchestrator dies at every step.',
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
          claim: 'holds',
          text: 'Compensated means that all is undone, not that nothing happened: the charge and the refund are both on the statement.',
        })
      },
    },
    refundFailsScene,
    {
      id: 'choreographed',
      title: 'The same by events, with nobody in charge',
      async play(stage, { shop }) {
        await stage.say(
          'Each service hears an event, does its part, and writes its own event into an outbox in the same transaction. A relay sends what is there. The card is declined.',
        )
        await playOneOrder(stage, shop, choreographyDies(shop, 'no credit'), {
          way: 'choreographed',
          claim: 'holds',
          schedule: 'services×27 crash(services)',
          title: 'A relay dies between sending and deleting: the event comes twice',
          text: 'The effect and its event are there, or neither is. An event that comes twice is in the inbox.',
        })
      },
    },
    lateAnswerScene,
    lastLampScene,
  ],
})
