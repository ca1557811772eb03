import { expect, it } from 'vitest'
import { openCluster } from './open-cluster.ts'
import { survivesItsLeader } from './survives-its-leader.ts'

it('loses acknowledged records, unless as many as min.insync.replicas must have them', async () => {
  await using cluster = await openCluster()
  expect(await survivesItsLeader(cluster)).toEqual({
    'acks-0': { acknowledged: 5, lost: 5 },
    'acks-1': { acknowledged: 5, lost: 5 },
    'acks-all': { acknowledged: 5, lost: 0 },
    'acks-all-alone': { acknowledged: 5, lost: 5 },
    'acks-all-min-2': { acknowledged: 0, lost: 0 },
  })
}, 60_000)
