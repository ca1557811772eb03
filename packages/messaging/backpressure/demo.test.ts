import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { events, verdicts } = await playedDemo(demo)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toEqual([
    ['unbounded-array', 'breaks', { percentLost: 90 }],
    ['pipeline', 'holds', { accepted: 800, held: 31, lost: 0 }],
    ['ignored-write', 'breaks', { percentLost: 90 }],
    ['await-drain', 'holds', { accepted: 800, held: 16, lost: 0 }],
    ['bounded-queue', 'holds', { accepted: 800, held: 17, lost: 0 }],
    ['drop-when-full', 'breaks', { accepted: 800, held: 18, lost: 704 }],
    ['unbounded-array', 'breaks', { lost: 900 }],
    ['pipeline', 'holds', { lost: 29 }],
    ['unawaited-handler', 'breaks', { held: 100, lost: 100 }],
    ['awaited-handler', 'holds', { held: 1, lost: 0, fetches: 0 }],
    ['pause-and-resume', 'holds', { held: 9, lost: 0, fetches: 0 }],
    ['bigger-queue', 'breaks', { inTime: 49, late: 951, finished: 500 }],
    ['queue-by-deadline', 'holds', { inTime: 524, late: 0, finished: 500 }],
    ['skip-given-up', 'breaks', { inTime: 49, late: 476, finished: 500 }],
    ['skip-too-late', 'holds', { inTime: 524, late: 0, finished: 500 }],
    ['newest-first', 'breaks', { inTime: 512, late: 488, finished: 500 }],
    ['shed-above', 'holds', { requests: 4, refused: 1 }],
    ['retry-at-once', 'breaks', { attempts: 31_000, refused: 30_800 }],
    ['retry-after', 'holds', { attempts: 900, refused: 700 }],
    ['retry-after-with-jitter', 'holds', { attempts: 489, refused: 289 }],
    ['pipeline', 'holds', {}],
  ])
  expect(verdicts.every(({ claim, observed }) => claim === observed)).toBe(true)
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['unbounded-array', '✗ breaks', 'all there is room for', '90 %'],
    ['ignored-write', '✗ breaks', 'all there is room for', '90 %'],
    ['drop-when-full', '✗ breaks', 18, '88 %'],
    ['await-drain', '✓ holds', 16, '0 %'],
    ['bounded-queue', '✓ holds', 17, '0 %'],
    ['pipeline', '✓ holds', 31, '0 %'],
  ])
})
