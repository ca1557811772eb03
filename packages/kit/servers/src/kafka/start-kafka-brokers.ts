import type { OnProgress } from '../server.ts'
import { freePort, freePorts, isPortFree } from '../machine/free-port.ts'
import { memberSettings } from './kafka-configuration.ts'
import { startKafka } from './start-kafka.ts'
import type { RunningKafka } from './start-kafka.ts'

const attempts = 5

export interface StartKafkaBrokersOptions {
  /** Part of the data folders' names. */
  name: string
  logFile: string
  settings: Record<string, string>
  /** How many: each is a controller too. */
  brokers: number
  onProgress: OnProgress
}

/** Starts brokers that replicate each other's topics, or one alone; all know all from the start. */
export async function startKafkaBrokers(
  options: StartKafkaBrokersOptions,
): Promise<RunningKafka[]> {
  for (let attempt = 1; ; attempt += 1) {
    const ports = await freePorts(options.brokers * 2)
    const controllers = ports.slice(options.brokers)
    const starts = await Promise.allSettled(
      controllers.map((_, index) => startMember(options, index, ports)),
    )
    const started = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    const failure = starts.find((start) => start.status === 'rejected')
    if (!failure) return started
    await Promise.all(started.map(({ lifeline }) => lifeline.stop()))
    // Somebody may have been quicker to take a controller's port, which all of them must know.
    const free = await Promise.all(controllers.map(isPortFree))
    if (free.every(Boolean) || attempt === attempts) throw failure.reason
  }
}

function startMember(
  { name, logFile, settings, brokers, onProgress }: StartKafkaBrokersOptions,
  index: number,
  ports: readonly number[],
): Promise<RunningKafka> {
  const id = index + 1
  const own = [ports[index] ?? 0]
  const controllers = ports.slice(brokers).map((port) => `127.0.0.1:${port}`)
  return startKafka({
    name,
    logFile: logFile.replace(/\.log$/, `-${id}.log`),
    onProgress,
    choosePort: async () => own.shift() ?? freePort(),
    member: {
      id,
      controllerPort: ports[brokers + index] ?? 0,
      settings: { ...memberSettings({ id, controllers }), ...settings },
    },
  })
}
