import type { Redis } from 'ioredis'
import type { KeySpace } from '../open-redis.ts'

/** When the worker that listens dies. Another one starts to listen afterwards. */
const deaths = ['never', 'before it hears', 'before it runs the job', 'afterwards'] as const

/** Publishes a job for each death of its worker, and counts how often it runs. */
export async function runsByPubSub(space: KeySpace): Promise<number[]> {
  const runs: number[] = []
  for (const death of deaths) runs.push(await runsOfAJob(space, death))
  return runs
}

async function runsOfAJob(space: KeySpace, death: (typeof deaths)[number]): Promise<number> {
  let runs = 0
  const first = await listen(space)
  if (death === 'before it hears') await first.leave()
  const receivers = await space.plain.publish(channelOf(space), 'mail 1')
  if (receivers > 0) await first.heard
  if (death === 'never' || death === 'afterwards') runs++
  await first.leave()
  const second = await listen(space)
  second.client.on('message', () => runs++)
  // A message that is on its way arrives before this reply.
  await second.client.ping()
  await second.leave()
  return runs
}

export interface SentEvent {
  name: string
  /** How many subscribers got it, as PUBLISH replies. */
  receivers: number
  isHeard: boolean
  /** Whether a reader of a stream got it, which was away at the same time. */
  isRead: boolean
}

/** Sends three events by channel and by stream; both listeners are away during the second one. */
export async function eventsOfAReconnect(space: KeySpace): Promise<SentEvent[]> {
  const { plain } = space
  await plain.flushdb()
  const [sent, heard, read]: [{ name: string; receivers: number }[], string[], string[]] = [
    [],
    [],
    [],
  ]
  let lastId = '0'
  for (const name of ['event 1', 'event 2', 'event 3']) {
    const listener = name === 'event 2' ? undefined : await listen(space)
    await plain.xadd('events', '*', 'name', name)
    sent.push({ name, receivers: await plain.publish(channelOf(space), name) })
    if (listener === undefined) continue
    heard.push(await listener.heard)
    await listener.leave()
    const reply = await plain.xread('STREAMS', 'events', lastId)
    for (const [id, [, value]] of reply![0]![1]) {
      read.push(value!)
      lastId = id
    }
  }
  return sent.map((event) => ({
    ...event,
    isHeard: heard.includes(event.name),
    isRead: read.includes(event.name),
  }))
}

interface Listener {
  client: Redis
  /** The first message. */
  heard: Promise<string>
  /** Returns when the server knows that it has gone. */
  leave(): Promise<void>
}

async function listen(space: KeySpace): Promise<Listener> {
  const [client, channel] = [space.client(), channelOf(space)]
  const heard = new Promise<string>((resolve) => {
    client.once('message', (_channel, message: string) => resolve(message))
  })
  await client.subscribe(channel)
  return {
    client,
    heard,
    async leave() {
      client.disconnect()
      while (Number((await space.plain.pubsub('NUMSUB', channel))[1]) > 0);
    },
  }
}

/** Channels are not divided into databases, as keys are. */
const channelOf = ({ url }: KeySpace) => `jobs of ${new URL(url).pathname}`
