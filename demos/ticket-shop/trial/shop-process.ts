// One part of the shop on trial: it can be told to do without something, and to die or to wait at
// one of the places that the service names.
import { socketsTo } from '@lab/servers/sockets-to'
import { hearDemo } from './hear-demo.ts'
import { runRole } from '../src/run-role.ts'
import type { Omission } from './omissions.ts'
import { waysWithout } from './ways/ways-without.ts'

const { tell } = hearDemo()
// Ctrl-C reaches the demo as well, and the demo ends its processes.
process.on('SIGINT', () => {})
// Where the trial has proxies before the brokers, by the addresses that these tell their clients.
const kafkaPorts: Record<string, number> | undefined =
  process.env['KAFKA_PORTS'] === undefined ? undefined : JSON.parse(process.env['KAFKA_PORTS'])
const [, , role, ...without] = process.argv
await runRole(role, {
  ways: waysWithout(without as Omission[]),
  signals: ['SIGTERM'],
  ...(kafkaPorts === undefined
    ? {}
    : { socketFactory: socketsTo((address) => kafkaPorts[address]) }),
  listener: {
    onHealth: (url) => tell({ type: 'health', url }),
    onReady: (url) => tell({ type: 'ready', ...(url === undefined ? {} : { url }) }),
    onBreaker: (state) => tell({ type: 'breaker', state }),
  },
})
