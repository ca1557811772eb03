import { describe, expect, it } from 'vitest'
import { actorOf, scheduleText, stepWords } from './schedule.ts'

describe('stepWords', () => {
  it('gives a word for each step, and scheduleText puts them together again', () => {
    const words = ['alice', 'alice', 'crash(bob)', 'fire(alice)', 'alice']
    expect(stepWords('alice×2 crash(bob) fire(alice) alice')).toEqual(words)
    expect(scheduleText(words)).toBe('alice×2 crash(bob) fire(alice) alice')
    expect(words.map(actorOf)).toEqual(['alice', 'alice', 'bob', 'alice', 'alice'])
  })

  it('refuses what is no order', () => {
    expect(() => stepWords('crash(')).toThrow(SyntaxError)
  })
})
