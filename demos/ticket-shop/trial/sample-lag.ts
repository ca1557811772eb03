import { setTimeout as wait } from 'node:timers/promises'
import type { TrialData } from './open-trial-data.ts'
import type { Servers } from './open-servers.ts'

const everyMs = 500

/** Says again and again how many messages the consumers have before them. */
export function sampleLag(
  { kafka }: Pick<Servers, 'kafka'>,
  { prefix }: Pick<TrialData, 'prefix'>,
  hear: (messages: number) => void,
): AsyncDisposable {
  const stopping = new AbortController()
  const client = kafka.client({ retry: { retries: 0 }, requestTimeout: 1_000 })
  const running = (async () => {
    const admin = client.admin()
    await admin.connect().catch(() => {})
    while (!stopping.signal.aborted) {
      // While Kafka is gone the lag is unknown.
      await lagOf(admin, prefix).then(hear, () => {})
      await wait(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
    await admin.disconnect().catch(() => {})
  })()
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await running
    },
  }
}

type Admin = ReturnType<ReturnType<Servers['kafka']['client']>['admin']>

async function lagOf(admin: Admin, prefix: string): Promise<number> {
  const groups = { tickets: 'commands', orchestrators: 'events' }
  const lags = Object.entries(groups).map(async ([groupId, topic]) => {
    const [ends, [read]] = await Promise.all([
      admin.fetchTopicOffsets(`${prefix}${topic}`),
      admin.fetchOffsets({ groupId: `${prefix}${groupId}`, topics: [`${prefix}${topic}`] }),
    ])
    const readTo = new Map(read?.partitions.map(({ partition, offset }) => [partition, offset]))
    return ends
      .map(({ partition, high }) => Number(high) - Math.max(0, Number(readTo.get(partition) ?? 0)))
      .reduce((total, lag) => total + lag, 0)
  })
  return (await Promise.all(lags)).reduce((total, lag) => total + lag, 0)
}
