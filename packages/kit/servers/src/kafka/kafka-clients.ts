import './quiet-kafkajs.ts'
import { Kafka, logLevel } from 'kafkajs'
import type { Admin, Consumer, KafkaConfig, Producer } from 'kafkajs'

export interface KafkaClients {
  client: (options?: Partial<KafkaConfig>) => Kafka
  end: () => Promise<void>
}

/**
 * Makes clients and remembers what they open, so that all can be closed together. They try again
 * after 20 ms, later after 200 ms, so many times.
 */
export function createKafkaClients(brokers: string[], retries = 30): KafkaClients {
  const opened = new Set<Admin | Consumer | Producer>()
  const track = <Opened extends Admin | Consumer | Producer>(connection: Opened): Opened => {
    opened.add(connection)
    return connection
  }
  return {
    client(options = {}) {
      // Coordinators that still load give errors that kafkajs retries quickly and silently.
      const kafka = new Kafka({
        brokers,
        logLevel: logLevel.NOTHING,
        retry: { initialRetryTime: 20, maxRetryTime: 200, retries },
        ...options,
      })
      const admin = kafka.admin.bind(kafka)
      const consumer = kafka.consumer.bind(kafka)
      const producer = kafka.producer.bind(kafka)
      kafka.admin = (config) => track(admin(config))
      kafka.consumer = (config) => track(consumer(config))
      kafka.producer = (config) => track(producer(config))
      return kafka
    },
    async end() {
      await Promise.allSettled([...opened].map((connection) => connection.disconnect()))
      opened.clear()
    },
  }
}
