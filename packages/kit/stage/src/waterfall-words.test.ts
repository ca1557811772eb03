import { expect, it } from 'vitest'
import { waterfallWords } from './waterfall-words.ts'

it('tells the level, the process and the times of each row', () => {
  const spans = [
    { name: 'POST /orders', who: 'api', startMs: 0, endMs: 23.4 },
    {
      name: 'go on',
      who: 'orchestrator',
      startMs: 50.4,
      endMs: 54.6,
      parent: 0,
      outcome: 'error' as const,
    },
  ]
  expect(waterfallWords({ title: 'One order', spans, omitted: 2 })).toEqual([
    'level 1: POST /orders, api: from 0 ms, 23 ms',
    'level 2: go on, orchestrator: from 50 ms, 4.2 ms, failed',
    '... (2 more spans)',
  ])
})
