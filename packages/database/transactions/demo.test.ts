import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { events, verdicts } = await playedDemo(demo)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['two-statements', 'breaks', { points: 5, halves: 2, lost: 0, doneUnanswered: 1 }],
    ['one-transaction', 'holds', { points: 9, halves: 0, lost: 0, doneUnanswered: 1 }],
    ['undo-in-catch', 'breaks', { points: 5, halves: 2 }],
    ['one-statement', 'holds', { points: 3, halves: 0 }],
    ['run-again', 'breaks', { commitLost: 10, answerLost: 20 }],
    ['ask-for-the-status', 'breaks', { commitLost: 0, answerLost: 10 }],
    ['transfer-id', 'holds', { commitLost: 10, answerLost: 10 }],
    ['asynchronous-commit', 'breaks', { acknowledged: 6, lost: 2 }],
    ['asynchronous-commit', 'holds', { kept: 4 }],
    ['catch-and-go-on', 'breaks', { orders: 1 }],
    ['savepoint', 'holds', { orders: 1 }],
    ['condition-in-where', 'holds', { orders: 1 }],
    ['release-alone', 'breaks', { orders: 9, broken: 4 }],
    ['roll-back-then-release', 'holds', { orders: 10, broken: 0 }],
    ['check-in-application', 'breaks', { orders: 50, broken: 40 }],
    ['check-constraint', 'holds', { orders: 50, broken: 0 }],
    ['one-transaction', 'holds', {}],
  ])
  expect(verdicts.every(({ claim, observed }) => claim === observed)).toBe(true)
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 5))).toEqual([
    ['two-statements', '✗ breaks', 5, 2, 0],
    ['undo-in-catch', '✗ breaks', 5, 2, 0],
    ['one-statement', '✓ holds', 3, 0, 0],
    ['one-transaction', '✓ holds', 9, 0, 0],
    ['asynchronous-commit', '✗ breaks', 11, 0, 1],
  ])
})
