// One part of the shop on trial: it can be told to do without something, and to die or to wait at
// one of the places that the service names.
import { hearDemo } from './hear-demo.ts'
import { runRole } from '../src/run-role.ts'
import type { Omission } from './omissions.ts'
import { waysWithout } from './ways/ways-without.ts'

const { tell } = hearDemo()
// Ctrl-C reaches the demo as well, and the demo ends its processes.
process.on('SIGINT', () => {})
const [, , role, ...without] = process.argv
await runRole(role, {
  ways: waysWithout(without as Omission[]),
  signals: ['SIGTERM'],
  listener: {
    onReady: (url) => tell({ type: 'ready', ...(url === undefined ? {} : { url }) }),
    onBreaker: (state) => tell({ type: 'breaker', state }),
  },
})
