import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { describe, expect, it } from 'vitest'
import { connectPerRequest } from './connect-per-request.ts'
import { fitsTheServer } from './fits-the-server.ts'
import { poolPerModule } from './pool-per-module.ts'
import { sharedPool } from './shared-pool.ts'

const refused = '2 of 12 requests are refused (53300)'

describe.each([
  { open: connectPerRequest, answered: 10, connections: 10, violation: refused },
  { open: poolPerModule, answered: 10, connections: 10, violation: refused },
  { open: sharedPool, answered: 12, connections: 8, violation: undefined },
])('$open.name', ({ open, ...found }) => {
  it.concurrent(`answers ${found.answered} of 12 requests with max_connections = 10`, async () => {
    await using server = await dedicatedPostgres({ settings: { max_connections: '10' } })
    expect(await fitsTheServer(server.url, open, 12)).toMatchObject(found)
  })
})
