import type { StageEvent } from '@lab/stage'
import { describe, expect, it } from 'vitest'
import { actorKeys } from '../page/src/race/actor-keys.ts'
import { moveStep, possibleGaps } from '../page/src/race/move-step.ts'
import { orderTree } from '../page/src/race/order-tree.ts'
import { readAttempt, refusalReason, stepStatements } from '../page/src/race/read-attempt.ts'
import { replayCommand } from '../page/src/race/replay-command.ts'

describe('orderTree', () => {
  const tree = orderTree(['alice×2 bob×2', 'alice bob alice bob', 'bob crash(alice) bob'])

  it('follows an order as far as some order of the race goes', () => {
    expect(tree.followed(['alice', 'bob', 'alice', 'bob'])).toBe(4)
    expect(tree.followed(['alice', 'bob', 'bob'])).toBe(2)
    expect(tree.followed(['bob', 'crash(alice)'])).toBe(2)
    expect(tree.followed(['alice', 'alice', 'bob', 'bob', 'bob'])).toBe(4)
    expect(tree.followed(['carol'])).toBe(0)
  })

  it('says into which gaps a step can be moved', () => {
    const words = ['alice', 'alice', 'bob', 'bob']
    expect(possibleGaps(words, 1, tree)).toEqual([true, true, true, true, false])
  })
})

describe('moveStep', () => {
  it('puts a step into a gap of the order as it was', () => {
    const words = ['a', 'b', 'c']
    expect(moveStep(words, 0, 3)).toEqual(['b', 'c', 'a'])
    expect(moveStep(words, 2, 0)).toEqual(['c', 'a', 'b'])
    expect(moveStep(words, 1, 1)).toEqual(words)
    expect(moveStep(words, 1, 2)).toEqual(words)
  })
})

describe('actorKeys', () => {
  it('takes first letters when they differ, else numbers', () => {
    expect([...actorKeys(['alice', 'Bob'])]).toEqual([
      ['alice', 'a'],
      ['Bob', 'b'],
    ])
    expect([...actorKeys(['worker', 'worker-restarted'])]).toEqual([
      ['worker', '1'],
      ['worker-restarted', '2'],
    ])
  })
})

describe('replayCommand', () => {
  it('quotes what a shell would take apart', () => {
    const place = { concept: 'isolation-levels', scene: 'phantom', race: 'phantom/read committed' }
    expect(replayCommand({ ...place, schedule: 'alice×2 crash(bob)' })).toBe(
      "./lab demo isolation-levels --scene phantom --race 'phantom/read committed' --replay 'alice×2 crash(bob)'",
    )
    expect(replayCommand({ ...place, schedule: 'bob', level: 'repeatable read' })).toMatch(
      / --replay 'bob' --level 'repeatable read'$/,
    )
  })
})

describe('readAttempt', () => {
  const moments = [
    { type: 'step', actor: 'alice', statement: 'begin', reply: ok('BEGIN') },
    { type: 'step', actor: 'alice', statement: 'lock', reply: ok('1') },
    { type: 'blocked', actor: 'bob', statement: 'lock', by: ['alice'] },
    { type: 'step', actor: 'alice', statement: 'commit', reply: ok('COMMIT') },
    { type: 'finished', actor: 'alice', value: 'sold' },
    { type: 'resumed', actor: 'bob', statement: 'lock', reply: ok('0') },
    { type: 'finished', actor: 'bob', value: 'sold out' },
  ] as const
  const events = (
    refused: string | undefined,
    shown: number,
    next: string[] = [],
  ): StageEvent[] => [
    {
      type: 'attempt',
      race: 'r',
      schedule: 'alice×2 bob×2 alice',
      followed: 'alice×2 bob',
      moments: shown,
      refused,
      next,
    },
    { type: 'timeline', title: 'r', schedule: 'alice×2 bob alice', actors: ['alice', 'bob'] },
    ...moments.map((moment) => structuredClone(moment) as never),
    { type: 'invariant', violation: undefined },
  ]
  const reason = (...of: Parameters<typeof events>) => refusalReason(readAttempt(events(...of))!)

  it('waits until all is there', () => {
    const all = events('bob', 3)
    expect(readAttempt(all.slice(0, -1))).toBeUndefined()
    expect(readAttempt(all)).toMatchObject({
      asked: ['alice', 'alice', 'bob', 'bob', 'alice'],
      followed: 3,
      taken: moments.slice(0, 3),
      rest: moments.slice(3),
      refused: 'bob',
    })
  })

  it('says why a step is impossible', () => {
    expect(reason(undefined, 3)).toBeUndefined()
    expect(reason('bob', 3)).toBe('bob waits for alice')
    expect(reason('alice', 5)).toBe('alice has ended')
    expect(reason('carol', 3)).toBe('there is no carol')
    expect(reason('crash(alice)', 2)).toBe('alice cannot crash here')
    expect(reason('fire(alice)', 2)).toBe('no timer of alice is the next one to fire')
    expect(reason('alice', 2, ['fire(alice)'])).toBe('alice waits for a timer')
  })

  it('names the steps of an order by what they asked for', () => {
    const words = ['alice', 'fire(alice)', 'alice', 'bob', 'alice', 'alice']
    expect(stepStatements(words, readAttempt(events('bob', 7))!.taken)).toEqual([
      'begin',
      undefined,
      'lock',
      'lock',
      'commit',
      undefined,
    ])
  })
})

function ok(text: string) {
  return { outcome: 'ok', text, ms: 1 } as const
}
