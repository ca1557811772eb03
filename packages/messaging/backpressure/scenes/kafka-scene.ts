import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import { awaitedHandler, pauseAndResume, standStill, unawaitedHandler } from '../src/index.ts'
import type { World } from './open-world.ts'

const ways = {
  'unawaited-handler': unawaitedHandler,
  'awaited-handler': awaitedHandler,
  'pause-and-resume': pauseAndResume,
}

const verdicts = {
  'unawaited-handler': {
    claim: 'breaks',
    text: 'The handler returns before the work is done, so kafkajs delivers the next message and commits. The broker would have kept them all.',
  },
  'awaited-handler': {
    claim: 'holds',
    text: 'The handler is awaited: this is backpressure without a further line. The rest of the fetched batch waits in kafkajs, at most maxBytesPerPartition (1 MiB) of it. kafkajs sends no heartbeat meanwhile: work that takes longer than sessionTimeout (30 s) calls heartbeat(), or the partition goes to another consumer.',
  },
  'pause-and-resume': {
    claim: 'holds',
    text: 'Eight wait, and one is being worked on. A paused consumer fetches nothing and stays in its group. For an outage of minutes this is the way; in kafkajs 2.2 a resume takes up to maxWaitTimeInMs, 5 s by default.',
  },
} as const

export const kafkaScene: Scene<World> = {
  id: 'kafka',
  title: 'A consumer of Kafka whose work stands still',
  async play(stage, { bus }) {
    await stage.say(
      'Three consumers, each in a group of its own, read the same 100 messages, and the service that does the work does not answer. When the paused consumer has sent three heartbeats, everything is counted. Then the service answers again.',
    )
    const file = new URL('../src/kafka/pause-and-resume.ts', import.meta.url)
    await stage.listing(listingOf(file, { from: 'return consumer.run', to: 'Promise.resolve()' }))
    const stood = await standStill(bus, ways, 'pause-and-resume')
    const names = Object.keys(ways) as (keyof typeof ways)[]
    await stage.table({
      title: 'While the work stands still, nothing of 100 is processed',
      columns: ['way', 'delivered', 'committed', 'heartbeats', 'processed in the end'],
      rows: names.map((way) => {
        const { held, lost, heartbeats, processed } = stood[way]
        // How many the first one sends meanwhile depends on the machine.
        const sent = way === 'unawaited-handler' ? '' : heartbeats > 0 ? 'yes' : 'none'
        return [way, held, lost, sent, processed.length]
      }),
    })
    for (const way of names) {
      const { held, lost, fetches } = stood[way]
      const violation =
        lost > 0 ? `${lost} messages are committed, and their work waits in memory` : undefined
      const numbers = { held, lost, ...(way !== 'unawaited-handler' && { fetches }) }
      const promise = 'no message is committed before it is processed'
      await judge(stage, { way, promise, ...verdicts[way] }, violation, numbers)
    }
  },
}
