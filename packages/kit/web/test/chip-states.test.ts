import { describe, expect, it } from 'vitest'
import { chipStates } from '../page/src/race/chip-states.ts'
import { orderTree } from '../page/src/race/order-tree.ts'
import type { ReadAttempt } from '../page/src/race/read-attempt.ts'

const words = ['alice', 'bob', 'bob', 'alice']
const moments: ReadAttempt['taken'] = [
  {
    type: 'step',
    actor: 'alice',
    statement: 'lock',
    reply: { outcome: 'ok', text: '', ms: 1 },
  },
  { type: 'blocked', actor: 'bob', statement: 'lock', by: ['alice'] },
]
const attempt: ReadAttempt = {
  asked: words,
  followed: 2,
  taken: moments,
  rest: [],
  refused: 'bob',
  next: ['alice'],
  timeline: {
    kind: 'timeline',
    title: '',
    schedule: 'alice bob alice bob',
    actors: ['alice', 'bob'],
    race: undefined,
    moments,
    end: { violation: undefined },
  },
}

describe('chipStates', () => {
  it('says which steps the server took, and why it refused one', () => {
    expect(chipStates(words, attempt, undefined)).toEqual({
      states: ['followed', 'followed', 'refused', 'behind'],
      reason: 'bob waits for alice',
    })
  })

  it('asks the list of orders as long as the server has not answered', () => {
    const tree = orderTree(['alice bob alice bob'])
    expect(chipStates(['alice', 'bob', 'bob'], undefined, tree)).toEqual({
      states: ['pending', 'pending', 'refused'],
      reason: 'no order goes on so',
    })
    expect(chipStates(['alice', 'bob'], attempt, tree).states).toEqual(['pending', 'pending'])
    expect(chipStates(['alice'], undefined, undefined).states).toEqual(['pending'])
  })

  it('takes an order that was followed to its end as it is', () => {
    const whole = { ...attempt, asked: ['alice', 'bob'], refused: undefined }
    expect(chipStates(['alice', 'bob'], whole, undefined)).toEqual({
      states: ['followed', 'followed'],
      reason: undefined,
    })
  })
})
