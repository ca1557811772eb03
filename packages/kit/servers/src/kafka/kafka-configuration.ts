export interface KafkaPlace {
  /** Where the broker listens: loopback, except in a container. */
  address: '127.0.0.1' | '0.0.0.0'
  /** The same for the broker itself and for its clients. */
  port: number
  controllerPort: number
  /** Folder of the logs, where Kafka keeps its records. */
  logs: string
}

export type KafkaSettings = Record<string, string | number | boolean>

/** The settings of a single KRaft node that is small and quick to react. */
export function kafkaSettings({ address, port, controllerPort, logs }: KafkaPlace): KafkaSettings {
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://${address}:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': logs,
    // A topic exists because a lease made it, so that it is deleted with the lease.
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    // Kafka 4.1 holds each commit of an offset back for 5 ms, to write several at once.
    'group.coordinator.append.linger.ms': 0,
    'log.cleaner.dedupe.buffer.size': 2_097_152,
    'num.network.threads': 2,
    'num.io.threads': 4,
  }
}

export interface KafkaMember {
  /** From 1. */
  id: number
  /** Of all members, in order, as `host:port`. */
  controllers: readonly string[]
}

/** What a dedicated broker has on top: it may be one of several, and is to be killed. */
export function memberSettings({ id, controllers }: KafkaMember): KafkaSettings {
  const replicas = controllers.length
  const minimum = Math.min(replicas, 2)
  return {
    'node.id': id,
    'controller.quorum.voters': controllers.map((place, index) => `${index + 1}@${place}`).join(),
    'offsets.topic.replication.factor': replicas,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': minimum,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': minimum,
    // A broker counts as alive until its session ends; so long others do not lead in its place,
    // and it may not come back itself.
    'broker.session.timeout.ms': 2_000,
    'broker.heartbeat.interval.ms': 200,
  }
}

/** Writes them as the file that Kafka reads. */
export function renderKafkaConfiguration(settings: KafkaSettings): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return `${lines.join('\n')}\n`
}
