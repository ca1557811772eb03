import type { Moment } from '@lab/conductor'
import { describe, expect, it } from 'vitest'
import { drawnMoments } from './implicit-steps.ts'

const reply = { outcome: 'ok', text: '', ms: 0 } as const
const step = (actor: string, statement: string): Moment => ({
  type: 'step',
  actor,
  statement,
  reply,
})
const drawn = (...moments: Moment[]) =>
  drawnMoments(moments).map((moment) =>
    moment.type === 'step' ? `${moment.actor} ${moment.statement}` : moment.type,
  )

describe('drawnMoments', () => {
  it('draws a statement alone when no other actor comes in between', () => {
    expect(
      drawn(
        step('ann', 'implicit begin'),
        step('ann', 'update'),
        step('ann', 'implicit commit'),
        step('bob', 'implicit begin'),
        step('bob', 'select'),
        step('bob', 'implicit commit'),
      ),
    ).toEqual(['ann update', 'bob select'])
  })

  it('draws the begin and the commit where another actor comes in between', () => {
    expect(
      drawn(
        step('ann', 'implicit begin'),
        step('bob', 'begin'),
        step('ann', 'update'),
        step('bob', 'select'),
        step('ann', 'implicit commit'),
      ),
    ).toEqual([
      'ann implicit begin',
      'bob begin',
      'ann update',
      'bob select',
      'ann implicit commit',
    ])
    expect(
      drawn(
        step('ann', 'implicit begin'),
        step('ann', 'update'),
        step('bob', 'implicit begin'),
        step('ann', 'implicit commit'),
        step('bob', 'update'),
      ),
    ).toEqual(['ann update', 'bob implicit begin', 'ann implicit commit', 'bob update'])
  })

  it('draws the same once more of what it has drawn', () => {
    const moments = [
      step('ann', 'implicit begin'),
      step('bob', 'implicit begin'),
      step('ann', 'update'),
      step('ann', 'implicit commit'),
      step('bob', 'update'),
    ]
    expect(drawn(...drawnMoments(moments))).toEqual(drawn(...moments))
  })

  it('draws the begin of a statement that waits, crashes or never comes', () => {
    const blocked: Moment = { type: 'blocked', actor: 'ann', statement: 'update', by: ['bob'] }
    expect(drawn(step('ann', 'implicit begin'), blocked)).toEqual(['ann implicit begin', 'blocked'])
    expect(drawn(step('ann', 'implicit begin'))).toEqual(['ann implicit begin'])
  })
})
