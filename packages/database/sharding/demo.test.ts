import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toEqual([
    ['modulo', 'breaks', { found: 217, fullest: 262, moved: 0 }],
    ['rendezvous', 'holds', { found: 1000, fullest: 213, moved: 193 }],
    ['modulo-and-move', 'breaks', { found: 1000, fullest: 215, moved: 783 }],
    ['range', 'holds', { found: 1000, fullest: 250, moved: 125 }],
    ['directory', 'holds', { found: 1000, fullest: 211, moved: 188 }],
    ['consistent-hashing', 'holds', { found: 1000, fullest: 219, moved: 188 }],
    ['modulo', 'breaks', { four: 78, ten: 91 }],
    ['rendezvous', 'holds', { four: 19, ten: 9 }],
    ['one-virtual-node', 'breaks', { fullest: 2.46 }],
    ['consistent-hashing', 'holds', { fullest: 1.11 }],
    ['new-then-old', 'breaks', { broken: 185, orders: 906, waiting: 0 }],
    ['old-then-new', 'holds', { broken: 0, orders: 84, waiting: 0 }],
    ['copy-without-lock', 'breaks', { broken: 152, orders: 175, waiting: 45 }],
    ['move-keys', 'holds', { broken: 0, orders: 32, waiting: 21 }],
    ['commit-each', 'breaks', { halves: 1, orphans: 0, points: 7 }],
    ['prepare-without-log', 'breaks', { halves: 1, orphans: 5, points: 9 }],
    ['decision-in-the-log', 'holds', { halves: 0, orphans: 6, points: 10 }],
    ['presume-abort', 'breaks', { halves: 3, points: 10 }],
    ['write-abort', 'holds', { halves: 0, points: 10 }],
    ['by-day', 'breaks', { askedForCelebrity: 4, askedForOne: 4, today: 250 }],
    ['by-country', 'breaks', { askedForCelebrity: 4, askedForOne: 4, today: 175 }],
    ['by-customer', 'breaks', { askedForCelebrity: 1, askedForOne: 1, today: 130 }],
    ['by-order', 'breaks', { askedForCelebrity: 4, askedForOne: 4, today: 68 }],
    ['celebrities-apart', 'holds', { askedForCelebrity: 4, askedForOne: 1, today: 79 }],
    ['scatter-gather', 'breaks', { four: 3.9, hundred: 63.4 }],
    ['identity', 'breaks', { different: 250, rows: 1000 }],
    ['uuidv7', 'holds', { different: 1000, rows: 1000 }],
    ['unique-on-the-shard', 'breaks', { given: 2 }],
    ['claim-the-address', 'holds', { given: 1 }],
    ['rendezvous', 'holds', {}],
  ])
})
