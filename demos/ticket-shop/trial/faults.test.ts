import { expect, it } from 'vitest'
import { faultNames, possibleFaults } from './faults.ts'
import type { Servers } from './open-servers.ts'

const own = { crash: async () => {}, restart: async () => {} }
const servers = (opened: object) =>
  ({ postgres: opened, redis: opened, kafka: opened }) as unknown as Servers

it('leaves out what cannot strike, and says why', () => {
  expect(possibleFaults(faultNames, servers(own), [])).toMatchObject({ because: [] })
  const yours = possibleFaults(['redis-gone', 'kafka-restarted', 'burst'], servers({}), [])
  expect(yours.faults.map(({ title }) => title)).toEqual(['one buyer sends 200 orders at once'])
  expect(yours.because).toEqual(['The servers are yours, so they are not killed.'])
  expect(possibleFaults(['relay-killed', 'event-lost'], servers(own), ['outbox'])).toEqual({
    faults: [],
    because: [
      'Left out, as the shop has no outbox: a relay dies between sending events and deleting them.',
      'Left out, as the shop has no outbox: the news of issued tickets is lost, and that of a mail.',
    ],
  })
})
