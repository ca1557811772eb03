import { describe, expect, it } from 'vitest'
import { differenceText } from '../page/src/race/difference-text.ts'
import { firstDifference, markedPlace } from '../page/src/race/first-difference.ts'
import type { Moment } from '../page/src/story.ts'

const step = (actor: string, statement: string, text = 'OK', ms = 1): Moment => ({
  type: 'step',
  actor,
  statement,
  reply: { outcome: 'ok', text, ms },
})
const run = (moments: Moment[], violation?: string) => ({ moments, end: { violation } })
const ended = (actor: string, value: unknown): Moment => ({ type: 'finished', actor, value })

const naive = [step('bob', 'begin'), step('bob', 'select 1', 'left 1'), ended('bob', 'sold')]

describe('firstDifference', () => {
  it('finds none when only the milliseconds differ', () => {
    const slow = [step('bob', 'begin', 'OK', 90), ...naive.slice(1)]
    expect(firstDifference(run(naive), run(slow))).toEqual({
      asked: undefined,
      happened: undefined,
      verdict: 'same',
    })
  })

  it('tells what was asked from what happened', () => {
    const level = [step('bob', 'begin isolation level serializable'), ...naive.slice(1)]
    expect(firstDifference(run(naive), run(level))).toMatchObject({ asked: 0, happened: undefined })
    const other = [...level.slice(0, 2), ended('bob', 'sold out')]
    const difference = firstDifference(run(naive), run(other))
    expect(difference).toMatchObject({ asked: 0, happened: 2 })
    expect(markedPlace(difference)).toBe(2)
  })

  it.each<[string, Moment]>([
    ['another reply', step('bob', 'select 1', 'left 0')],
    ['another actor', step('alice', 'select 1', 'left 1')],
    ['a wait', { type: 'blocked', actor: 'bob', statement: 'select 1', by: ['alice'] }],
    [
      'an error',
      {
        type: 'step',
        actor: 'bob',
        statement: 'select 1',
        reply: { outcome: 'error', text: 'left 1', code: '40001', ms: 1 },
      },
    ],
    ['an end', ended('bob', 'sold')],
    ['a crash', { type: 'crashed', actor: 'bob' }],
  ])('takes %s for a difference', (_, moment) => {
    const other = [naive[0]!, moment, naive[2]!]
    expect(firstDifference(run(naive), run(other)).happened).toBe(1)
  })

  it('takes another code of an error, and another one to wait for, for a difference', () => {
    const failed = (code: string): Moment => ({ type: 'failed', actor: 'bob', code, message: 'x' })
    expect(firstDifference(run([failed('40001')]), run([failed('40P01')])).happened).toBe(0)
    const waits = (by: string[]): Moment => ({
      type: 'blocked',
      actor: 'bob',
      statement: 'update',
      by,
    })
    expect(firstDifference(run([waits(['a'])]), run([waits(['b'])])).happened).toBe(0)
    expect(firstDifference(run([waits(['a', 'b'])]), run([waits(['b', 'a'])])).happened).toBe(
      undefined,
    )
  })

  it('marks the end of the shorter run', () => {
    expect(firstDifference(run(naive), run(naive.slice(0, 2))).happened).toBe(2)
  })

  it('sees another verdict on the same moments', () => {
    expect(firstDifference(run(naive), run(naive, 'sold twice'))).toEqual({
      asked: undefined,
      happened: undefined,
      verdict: 'other',
    })
  })
})

describe('differenceText', () => {
  it('says which moment differs and how both end', () => {
    const waits: Moment = { type: 'blocked', actor: 'bob', statement: 'select 1', by: ['alice'] }
    const one = { name: 'read-then-write', ...run(naive, '2 sold') }
    const other = { name: 'row-lock', ...run([naive[0]!, waits, ended('bob', 'sold out')]) }
    expect(differenceText(firstDifference(one, other), one, other)).toEqual([
      'Moment 2 is the first at which something else happens. read-then-write: bob, “select 1” → left 1. row-lock: bob, “select 1” waits for alice.',
      'They end differently. read-then-write: bob ends with sold; ✗ 2 sold. row-lock: bob ends with sold out; ✓ nothing is wrong afterwards.',
    ])
  })

  it('leaves out what is asked behind the first other event, and keeps what is asked before', () => {
    const level = [step('bob', 'begin serializable'), naive[1]!, ended('bob', 'sold')]
    const other = { name: 'two', ...run([...naive.slice(0, 1), step('bob', 'select 1', 'left 0')]) }
    const [one, two] = [
      { name: 'one', ...run(naive) },
      { name: 'level', ...run(level) },
    ]
    expect(differenceText(firstDifference(one, other), one, other)).toHaveLength(2)
    expect(differenceText(firstDifference(one, two), one, two)).toEqual([
      'Moment 1 is the first that asks for something else. one: bob, “begin” → OK. level: bob, “begin serializable” → OK.',
      'The same happens in both.',
      'Both end the same: bob ends with sold; ✓ nothing is wrong afterwards.',
    ])
  })

  it('says that nothing differs', () => {
    const one = { name: 'one', ...run(naive) }
    expect(differenceText(firstDifference(one, one), one, one)).toEqual([
      'Both runs show the same.',
      'Both end the same: bob ends with sold; ✓ nothing is wrong afterwards.',
    ])
  })
})
