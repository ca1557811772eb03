import { describe, expect, it } from 'vitest'
import { openCluster } from '../open-cluster.ts'
import { keepsWhatWasAcknowledged } from './keeps-what-was-acknowledged.ts'

describe('keepsWhatWasAcknowledged', () => {
  it('loses 4 of 10 at local, 0 of 6 at on, and 4 of 10 at on when waits are cancelled', async () => {
    await using cluster = await openCluster()
    const [local, on, cancelled] = await keepsWhatWasAcknowledged(cluster, [
      { level: 'local', whenItWaits: 'stays' },
      { level: 'on', whenItWaits: 'stays' },
      { level: 'on', whenItWaits: 'cancels' },
    ])
    expect(local).toMatchObject({ acknowledged: 10, kept: 6, lost: 4, warnings: [] })
    expect(on).toMatchObject({ acknowledged: 6, kept: 6, lost: 0, warnings: [] })
    expect(cancelled).toMatchObject({ acknowledged: 10, kept: 6, lost: 4 })
    expect(cancelled!.warnings).toHaveLength(4)
  })
})
