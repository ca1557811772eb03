import { judge } from '@lab/stage'
import type { Claim, ComparedWay, Scene, Stage } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import { listingOf } from '@lab/stage/listing-of'
import { load, runFlow, ways } from '../src/index.ts'
import type { KeptFlow, WayName } from '../src/index.ts'
import type { World } from './open-world.ts'

export const promise = 'every accepted event is processed, in a heap of 20 MiB'

const file = (way: WayName) => new URL(`../src/memory/${way}.ts`, import.meta.url)

const compared: Record<WayName, { claim: Claim; price: string }> = {
  'unbounded-array': { claim: 'breaks', price: 'the process, and what it holds' },
  'ignored-write': { claim: 'breaks', price: 'the same' },
  'drop-when-full': { claim: 'breaks', price: 'events, and no error tells' },
  'await-drain': { claim: 'holds', price: 'the producer waits; errors by hand' },
  'bounded-queue': { claim: 'holds', price: 'the producer waits; code of your own' },
  pipeline: { claim: 'holds', price: 'the producer waits; a buffer for each stream' },
}

interface MemoryScene {
  title: string
  say: string
  text: string
  show(stage: Stage, flow: KeptFlow, world: World): Promise<void>
}

function memoryScene(way: WayName, { title, say, text, show }: MemoryScene): Scene<World> {
  const { claim } = compared[way]
  return {
    id: way,
    title,
    async play(stage, world) {
      await stage.say(say)
      const flow = await world.bus.flow(way)
      await show(stage, flow, world)
      // Where the heap is full depends on the machine; which share is lost then does not.
      const numbers =
        flow.ending === 'done'
          ? { accepted: flow.accepted, held: flow.held, lost: flow.lost }
          : { percentLost: flow.lostPercent }
      await judge(stage, { way, promise, claim, text }, flow.violation, numbers)
    },
  }
}

/** Runs those that no scene has run, all at once: each is a process of its own. */
export function compareWays({ bus }: World): Promise<ComparedWay[]> {
  const names = Object.keys(ways) as WayName[]
  return Promise.all(
    names.map(async (way): Promise<ComparedWay> => {
      const { ending, held, lostPercent, violation } = await bus.flow(way)
      return {
        way,
        ...compared[way],
        observed: violation === undefined ? 'holds' : 'breaks',
        counts: {
          'held at most': ending === 'done' ? held : 'all there is room for',
          lost: `${lostPercent} %`,
        },
      }
    }),
  )
}

const heapChart = (stage: Stage, flows: readonly (readonly [WayName, KeptFlow])[]) =>
  stage.chart({
    title: 'Heap while events are accepted',
    x: { name: 'accepted', unit: 'events', scale: 'linear' },
    y: { name: 'heap', unit: 'MB', scale: 'linear' },
    series: flows.map(([name, { heap }]) => {
      const points = heap.map(([accepted, bytes]): [number, number] => [accepted, bytes / 1e6])
      return { name, points }
    }),
  })

const difference = (stage: Stage, from: WayName, to: WayName) =>
  differenceOf(file(from), file(to), {
    title: `What ${to} changes in ${from}`,
    from: 'export const',
  }).then((listing) => stage.listing(listing))

export const unboundedArrayScene = memoryScene('unbounded-array', {
  title: 'An array between a fast producer and a slow consumer',
  say: `A process accepts ${load.events} events of 50 kB, 40 MB in all, with a heap of 20 MiB. The consumer takes ten times as long for one as the producer. Each step is written to a file, so that the file says what was lost when the process has died.`,
  async show(stage, flow) {
    await stage.listing(listingOf(file('unbounded-array'), { from: 'for await', to: '}' }))
    await heapChart(stage, [['unbounded-array', flow]])
  },
  text: 'The producer was told that its events are accepted. For each that is processed the array keeps nine more, until Node.js ends with "JavaScript heap out of memory".',
})

export const pipelineScene = memoryScene('pipeline', {
  title: 'pipeline(): the producer waits',
  say: 'The same events through pipeline(). When the buffer of a stream is full, it stops reading the one before it.',
  async show(stage, flow, { bus }) {
    await stage.listing(listingOf(file('pipeline'), { from: 'export const', to: 'connect' }))
    const flows = [
      ['unbounded-array', await bus.flow('unbounded-array')],
      ['pipeline', flow],
    ] as const
    await heapChart(stage, flows)
  },
  text: 'The producer is as slow as the consumer, and the heap does not depend on how many events come. Each of the two streams has a buffer of sixteen: 31 is the most that both hold together.',
})

export const ignoredWriteScene = memoryScene('ignored-write', {
  title: 'write() returns false, and the loop goes on',
  say: 'The same events written into a stream with a highWaterMark of 16.',
  show: (stage) =>
    stage.listing(listingOf(file('ignored-write'), { from: 'for await', to: 'end' })),
  text: 'highWaterMark is no limit. It decides when write() returns false; the stream takes what comes after that, too.',
})

export const awaitDrainScene = memoryScene('await-drain', {
  title: 'Wait for "drain"',
  say: 'The loop waits when write() returns false.',
  show: (stage) => difference(stage, 'ignored-write', 'await-drain'),
  text: '"drain" comes when the buffer is empty, not when there is a first place. The consumer then has nothing to do until the producer has the next event.',
})

export const boundedQueueScene = memoryScene('bounded-queue', {
  title: 'A queue with sixteen places',
  say: 'The array again. The loop waits when sixteen events are in it, until one is taken.',
  show: (stage) => difference(stage, 'unbounded-array', 'bounded-queue'),
  text: 'Sixteen wait, and one is being processed. No stream is needed.',
})

export const dropWhenFullScene = memoryScene('drop-when-full', {
  title: 'Drop what does not fit',
  say: 'The same queue of sixteen places. An event that finds it full is thrown away.',
  show: (stage) => difference(stage, 'unbounded-array', 'drop-when-full'),
  text: 'Sixteen wait, one is being processed, and one has just been accepted and is thrown away. The producer believes that its event is kept. Refuse it instead, so that the producer can wait or come again.',
})

export const killedScene: Scene<World> = {
  id: 'kill-9',
  title: 'kill -9: what was accepted and is nowhere',
  async play(stage) {
    await stage.say(
      'The process is killed when it has processed 100 events. At another moment await-drain loses from 0 to 15 events, and pipeline from 16 to 30.',
    )
    const names = ['unbounded-array', 'await-drain', 'bounded-queue', 'pipeline'] as const
    const flows = await Promise.all(
      names.map((way) => runFlow({ way, ...load, bytes: 1_000, events: 2_000, dieAfter: 100 })),
    )
    await stage.table({
      title: 'Killed after 100 processed events',
      columns: ['way', 'accepted', 'processed', 'lost'],
      rows: flows.map(({ accepted, processed, lost }, index) => [
        names[index]!,
        accepted,
        processed,
        lost,
      ]),
    })
    for (const [index, way] of names.entries()) {
      if (way !== 'unbounded-array' && way !== 'pipeline') continue
      const { lost } = flows[index]!
      const violation = lost > 32 ? `${lost} accepted events are lost` : undefined
      const judged = {
        way,
        promise: 'a killed process loses no more than the buffers of two streams',
        ...(way === 'pipeline'
          ? {
              claim: 'holds' as const,
              text: 'A bound limits the loss, it does not end it. What must not be lost is accepted only after it is stored: the consumer of Kafka commits after the work.',
            }
          : { claim: 'breaks' as const, text: 'The loss is as large as the array.' }),
      }
      await judge(stage, judged, violation, { lost })
    }
  },
}
