import { concept } from '@lab/stage'
import type { Claim, Stage } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { atomicUpdate, countsEveryVisit, readThenWrite } from './src/index.ts'
import type { Visit } from './src/index.ts'

export const demo = concept(manifest, {
  open: async () => ({}),
  scenes: [
    {
      id: 'read-then-write',
      title: 'A visit is lost',
      async play(stage) {
        await stage.say(
          'Alice and Bob visit a page at the same moment. Each reads the counter, then writes the sum.',
        )
        await judge(stage, 'read-then-write', readThenWrite, {
          claim: 'breaks',
          order: 'alice bob alice bob',
          text: 'When both read before either writes, one visit is lost.',
        })
      },
    },
    {
      id: 'atomic-update',
      title: 'Every visit counts',
      async play(stage) {
        await stage.say('The counter goes up in one step.')
        await judge(stage, 'atomic-update', atomicUpdate, {
          claim: 'holds',
          order: 'alice bob',
          text: 'Nobody gets in between the read and the write.',
        })
      },
    },
  ],
})

interface Story {
  claim: Claim
  order: string
  text: string
}

async function judge(stage: Stage, way: string, visit: Visit, { claim, order, text }: Story) {
  const race = countsEveryVisit(visit)
  const { schedules, violations } = await race.explore()
  await stage.play(
    claim === 'breaks' ? 'An order that loses a visit' : 'One of the orders',
    await race.replay(order),
  )
  await stage.verdict({
    way,
    claim,
    observed: violations > 0 ? 'breaks' : 'holds',
    text,
    numbers: { orders: schedules, broken: violations },
  })
}
