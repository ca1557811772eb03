import type { Control } from '../machine/control-servers.ts'
import type { RunningKafka } from './quiet-kafka.ts'

/** What a caller may have for itself. */
export interface KafkaTopology {
  settings: Record<string, string>
  /** How many: each is a controller too. */
  brokers: number
}

/** How dedicated brokers are addressed, and ended in order. */
export const kafkaControl: Control<RunningKafka> = {
  addressOf: ({ port }) => `127.0.0.1:${port}`,
  endSignal: 'SIGTERM',
  // A broker that is to end asks the controllers to let it go. Alone among several it is no
  // majority, gets no answer, and would ask for five minutes.
  canEnd: (others) => others.length === 0 || others.some((lifeline) => !lifeline.hasExited()),
}
