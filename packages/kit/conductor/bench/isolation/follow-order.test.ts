import type { Moment, Timeline } from '@lab/conductor'
import { describe, expect, it } from 'vitest'
import { followOrder } from './follow-order.ts'
import { parseSpec } from './parse-spec.ts'

const spec = parseSpec(`
  session s1
  setup { begin; }
  step lock { update t set v = 1; }
  step c { commit; }
  session s2
  step put { update t set v = 2; select v from t; }
  permutation lock put c`)
const [launches = []] = spec.permutations
const scripts = new Map([
  ['s1', ['begin;', 'update t set v = 1;', 'commit;']],
  ['s2', ['update t set v = 2; select v from t;']],
])

const reply = { outcome: 'ok', text: '', ms: 0 } as const
const step = (actor: string, statement: string): Moment => ({
  type: 'step',
  actor,
  statement,
  reply,
})
const begun: Moment[] = [
  step('s1_', 'begin;'),
  step('s1_', 'update t set v = 1;'),
  step('s2_', 'implicit begin'),
  { type: 'blocked', actor: 's2_', statement: 'update t set v = 2', by: ['s1_'] },
]
const rest: Moment[] = [
  { type: 'resumed', actor: 's2_', statement: 'update t set v = 2', reply },
  step('s2_', 'select v from t'),
]
const timeline = (schedule: string, moments: Timeline['moments']): Timeline => ({
  schedule,
  actors: ['s1_', 's2_'],
  moments,
  violation: undefined,
})

describe('followOrder', () => {
  it('gives a session words until its query waits, and again when it goes on', () => {
    const moments = [...begun, step('s1_', 'commit;'), ...rest, step('s2_', 'implicit commit')]
    const run = timeline('s1_×2 s2_×2 s1_ s2_×2', moments)
    expect(followOrder(spec, launches, run, scripts)).toEqual({
      kind: 'ended',
      endedAfter: [0, 2, 2],
      words: [1, 2, 1],
      stuck: undefined,
    })
  })

  it('says how a schedule goes on that leaves a query before its reply', () => {
    const moments = [
      ...begun.slice(0, 3),
      step('s1_', 'commit;'),
      step('s2_', 'update t set v = 2'),
    ]
    const run = timeline('s1_×2 s2_ s1_ s2_', moments)
    expect(followOrder(spec, launches, run, scripts)).toEqual({
      kind: 'differs',
      next: ['s1', 's1', 's2', 's2'],
      launched: 2,
    })
  })

  it('names the session that waits for ever', () => {
    const alone = [launches[1]!, launches[1]!]
    const twice = new Map([
      ['s1', ['begin;']],
      ['s2', [...scripts.get('s2')!, ...scripts.get('s2')!]],
    ])
    const moments = [begun[0]!, ...begun.slice(2)]
    expect(followOrder(spec, alone, timeline('s1_ s2_×2', moments), twice)).toMatchObject({
      endedAfter: [undefined, undefined],
      stuck: 'put cannot be launched: s2 still waits',
    })
  })
})
