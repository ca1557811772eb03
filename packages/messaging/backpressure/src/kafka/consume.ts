import type { Consumer, KafkaMessage } from 'kafkajs'

/** One way to consume a topic of one partition: starts `consumer`, which has subscribed to it. */
export type Consume = (
  consumer: Consumer,
  process: (message: KafkaMessage) => Promise<void>,
) => Promise<void>
