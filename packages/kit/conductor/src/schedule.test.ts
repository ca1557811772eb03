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
})
