import type { Scene } from '@lab/stage'
import { chargesAfterAPause } from '../src/index.ts'
import type { World } from './open-world.ts'

const ways = [
  { way: 'inbox-kept-for-a-day', keepDays: 1, claim: 'breaks' },
  { way: 'inbox-kept-as-long-as-the-topic', keepDays: 7, claim: 'holds' },
] as const

export const retentionScene: Scene<World> = {
  id: 'retention',
  title: 'How long the inbox must keep an id',
  async play(stage, { payments }) {
    await stage.say(
      'The topic keeps records for seven days. After six days the group has lost its offsets, and reads the topic from its start.',
    )
    for (const { way, keepDays, claim } of ways) {
      const charged = await chargesAfterAPause(payments, { keepDays })
      await stage.verdict({
        way,
        promise: 'a payment is charged once',
        claim,
        observed: charged === 10 ? 'holds' : 'breaks',
        text:
          claim === 'breaks'
            ? 'The id was purged, and the record was still in the topic.'
            : 'The inbox still has the id of every record that Kafka can deliver again.',
        numbers: { keepDays, due: 10, charged },
      })
    }
  },
}
