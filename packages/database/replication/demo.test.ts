import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { events, verdicts, asClaimed } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    [
      'standby-read',
      'breaks',
      { atOnceBroken: 5, otherProcessBroken: 5, sixSecondsLaterBroken: 5 },
    ],
    [
      'recent-writers',
      'breaks',
      { atOnceBroken: 0, otherProcessBroken: 5, sixSecondsLaterBroken: 5 },
    ],
    ['primary-read', 'holds', { atOnceOrders: 7 }],
    ['log-position', 'holds', { atOnceOrders: 13 }],
    ['synchronous', 'breaks', {}],
    ['remote-apply', 'holds', {}],
    ['repeatable-read', 'breaks', { standby: 1, primary: 1 }],
    ['asynchronous', 'breaks', { acknowledged: 10, lost: 4 }],
    ['synchronous', 'holds', { acknowledged: 6, lost: 0 }],
    ['synchronous-cancelled', 'breaks', { acknowledged: 10, lost: 4 }],
    ['promote-alone', 'breaks', { twice: 4 }],
    ['synchronous', 'holds', { twice: 0 }],
    ['fence-first', 'holds', { twice: 0 }],
    ['cancels-report', 'breaks', { deadRows: 0 }],
    ['replay-waits', 'breaks', { deadRows: 0 }],
    ['standby-feedback', 'breaks', { deadRows: 10 }],
    ['physical', 'holds', { letters: 3 }],
    ['logical', 'breaks', { letters: 2 }],
    ['log-position', 'holds', {}],
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['standby-read', '✗ breaks', 7, 5],
    ['recent-writers', '✗ breaks', 7, 5],
    ['primary-read', '✓ holds', 7, 0],
    ['log-position', '✓ holds', 13, 0],
    ['synchronous', '✗ breaks', 1, 1],
    ['remote-apply', '✓ holds', 1, 0],
  ])
  const statements = events.flatMap((event) =>
    event.type === 'step' && event.actor === 'alice' ? [event.statement] : [],
  )
  expect(statements.filter((text) => /[0-9A-F]\/[0-9A-F]{6}/.test(text))).toEqual([])
  expect(statements.filter((text) => text.includes(`'P1'::pg_lsn`))).toHaveLength(1)
})
