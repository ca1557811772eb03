import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSchedule, parseSchedule } from './schedule.ts'

describe('formatSchedule', () => {
  it('joins the steps that an actor takes in a row', () => {
    const steps = ['alice', 'alice', 'bob', 'alice'].map((actor) => ({
      kind: 'step' as const,
      actor,
    }))
    expect(formatSchedule([...steps, { kind: 'crash', actor: 'bob' }])).toBe(
      'alice×2 bob alice crash(bob)',
    )
  })

  it('is read back by parseSchedule', () => {
    const choice = fc.record({
      kind: fc.constantFrom('step' as const, 'fire' as const, 'crash' as const),
      actor: fc.constantFrom('alice', 'bob', 'bob-restarted', 'xavier'),
    })
    fc.assert(
      fc.property(fc.array(choice), (choices) => {
        expect(parseSchedule(formatSchedule(choices))).toEqual(choices)
      }),
    )
  })
})

describe('parseSchedule', () => {
  it('takes x and * for ×', () => {
    expect(parseSchedule('alice*2 bobx1')).toEqual(parseSchedule('alice×2 bob'))
  })

  it('names the word that it cannot read', () => {
    expect(() => parseSchedule('alice crash(')).toThrow(
      new SyntaxError(
        'Cannot read schedule: a word must be a name, name×3, crash(name) or fire(name), received "crash("',
      ),
    )
  })

  it.each(['alice×10001', 'alice×999999999', 'bob×9000 alice×1001', 'alice×99999999999999999999'])(
    'refuses %s at once: no run takes so many steps',
    (text) => {
      expect(() => parseSchedule(text)).toThrow(RangeError)
    },
  )

  it('takes as many steps as 10,000', () => {
    expect(parseSchedule('bob×9999 alice')).toHaveLength(10_000)
  })

  it('refuses a word that stands for no step', () => {
    expect(() => parseSchedule('alice×0 bob')).toThrow(
      new RangeError(
        'Cannot read schedule: each word must be 1 step or more, and all of them 10000 at most, received "alice×0"',
      ),
    )
  })

  it('shows the beginning of a long word', () => {
    expect(() => parseSchedule(`(${'a'.repeat(50_000)}`)).toThrow(/received "\(a{99}\.\.\."$/)
  })
})
