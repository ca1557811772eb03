import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { events, verdicts, asClaimed } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toEqual([
    ['snapshot', 'breaks', { kills: 4, withLoss: 3, mostLost: 2 }],
    ['aof-everysec', 'holds', { kills: 4, withLoss: 0, mostLost: 0 }],
    ['snapshot-beside-old-file', 'breaks', { kept: 2 }],
    ['turned-on-again', 'holds', { kept: 6 }],
    ['answer-at-once', 'breaks', { lateLost: 4, goneLost: 4 }],
    ['min-replicas', 'breaks', { lateLost: 4, goneLost: 0 }],
    ['wait', 'holds', { lateLost: 0, goneLost: 0 }],
    ['wait-for-one', 'breaks', { stored: 10, lost: 4 }],
    ['wait-for-both', 'holds', { stored: 6, lost: 0 }],
    ['answer-at-once', 'breaks', { lost: 4 }],
    ['min-replicas', 'holds', { lost: 0 }],
    ['wait', 'holds', { lost: 0 }],
    ['no-persistence', 'breaks', { stored: 6, onReplica: 0 }],
    ['aof-everysec', 'holds', { stored: 6, onReplica: 6 }],
    ['aof-everysec', 'holds', {}],
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 5))).toEqual([
    ['no-persistence', '✗ breaks', 4, 4, 4],
    ['snapshot', '✗ breaks', 4, 3, 2],
    ['aof-no', '✓ holds', 4, 0, 0],
    ['aof-everysec', '✓ holds', 4, 0, 0],
    ['aof-always', '✓ holds', 4, 0, 0],
  ])
})
