import { freePort, freePorts, isPortFree } from '../machine/free-port.ts'
import type { ProcessOptions } from '../service.ts'
import { memberSettings } from './kafka-configuration.ts'
import type { KafkaTopology } from './kafka-control.ts'
import type { RunningKafka } from './quiet-kafka.ts'
import { newKafkaId, startKafka } from './start-kafka.ts'

const attempts = 5

export type KafkaBrokersOptions = ProcessOptions & KafkaTopology

/** Starts brokers that replicate each other's topics, or one alone; all know all from the start. */
export async function startKafkaBrokers(options: KafkaBrokersOptions): Promise<RunningKafka[]> {
  for (let attempt = 1; ; attempt += 1) {
    const ports = await freePorts(options.brokers * 2)
    const controllers = ports.slice(options.brokers)
    const clusterId = newKafkaId()
    const starts = await Promise.allSettled(
      controllers.map((_, index) => startMember({ ...options, clusterId }, index, ports)),
    )
    const started = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    const failure = starts.find((start) => start.status === 'rejected')
    if (!failure) return started
    await Promise.all(started.map(({ lifeline }) => lifeline.stop()))
    // Another process may have been quicker to take a controller's port, which all of them must know.
    const free = await Promise.all(controllers.map(isPortFree))
    // Or a connection had the port for a moment, as its own end.
    const couldNotBind = /\.bind\b/.test(String(failure.reason))
    if ((free.every(Boolean) && !couldNotBind) || attempt === attempts) throw failure.reason
  }
}

function startMember(
  options: KafkaBrokersOptions & { clusterId: string },
  index: number,
  ports: readonly number[],
): Promise<RunningKafka> {
  const { logFile, settings, brokers, clusterId } = options
  const id = index + 1
  const own = [ports[index] ?? 0]
  const controllers = ports.slice(brokers).map((port) => `127.0.0.1:${port}`)
  return startKafka({
    ...options,
    logFile: logFile.replace(/\.log$/, `-${id}.log`),
    choosePort: async () => own.shift() ?? freePort(),
    member: {
      id,
      clusterId,
      controllerPort: ports[brokers + index] ?? 0,
      settings: { ...memberSettings({ id, controllers }), ...settings },
    },
  })
}
