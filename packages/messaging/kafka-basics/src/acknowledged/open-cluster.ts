import { dedicatedKafka } from '@lab/servers/dedicated-kafka'
import type { DedicatedKafka } from '@lab/servers/dedicated-kafka'

/** Each with one partition, which broker 1 leads. */
const topics = {
  'acks-0': { replicas: [1, 3] },
  'acks-1': { replicas: [1, 3] },
  'acks-all': { replicas: [1, 2, 3], settings: { 'min.insync.replicas': '2' } },
  'acks-all-alone': {
    replicas: [1, 2],
    settings: { 'min.insync.replicas': '1', 'unclean.leader.election.enable': 'true' },
  },
  'acks-all-min-2': { replicas: [1, 2], settings: { 'min.insync.replicas': '2' } },
  // Traffic of others, between two brokers each: see `copy`.
  'traffic-1-3': { replicas: [1, 3] },
  'traffic-3-2': { replicas: [3, 2] },
} satisfies Record<string, { replicas: number[]; settings?: Record<string, string> }>

export type Cluster = DedicatedKafka

/**
 * Starts three brokers. A follower fetches when 100 kB have come together, or after a minute: so a
 * caller decides when it does, by `copy`.
 */
export async function openCluster(): Promise<Cluster> {
  const settings = {
    'replica.fetch.min.bytes': '100000',
    'replica.fetch.wait.max.ms': '60000',
    'replica.socket.timeout.ms': '90000',
    'replica.lag.time.max.ms': '120000',
  }
  const cluster = await dedicatedKafka({ brokers: 3, settings })
  const admin = cluster.client().admin()
  await admin.connect()
  await admin.createTopics({
    waitForLeaders: true,
    topics: Object.entries(topics).map(
      ([topic, { replicas, settings: ofTopic = {} }]: [
        string,
        { replicas: number[]; settings?: Record<string, string> },
      ]) => ({
        topic,
        replicaAssignment: [{ partition: 0, replicas }],
        configEntries: Object.entries(ofTopic).map(([name, value]) => ({ name, value })),
      }),
    ),
  })
  await admin.disconnect()
  return cluster
}
