import { describe, expect, it } from 'vitest'
import { describeThrown } from './describe-thrown.ts'

const fails = () => {
  throw new Error('it is not to be read')
}
const withProperty = (name: string, property: PropertyDescriptor) =>
  Object.defineProperty(new Error('broken'), name, property)

describe('describeThrown', () => {
  it.each([
    ['a proxy', new Proxy({}, { get: fails, getPrototypeOf: fails, ownKeys: fails })],
    ['a message', withProperty('message', { get: fails })],
    ['a name', withProperty('name', { get: fails })],
    ['a name that is no text', withProperty('name', { value: Symbol('name') })],
    ['a stack', withProperty('stack', { get: fails, configurable: true })],
    ['an own way to be shown', { [Symbol.for('nodejs.util.inspect.custom')]: fails }],
  ])('survives %s that throws when it is read', (_, thrown) => {
    expect(describeThrown(thrown, '/answer.ts')).toBe('threw something that cannot be read')
  })

  it('takes a message that is no text, and causes without end', () => {
    expect(describeThrown(withProperty('message', { value: 7 }))).toBe('7')
    const circular = new Error('it causes itself')
    circular.cause = circular
    expect(describeThrown(circular)).toBe('it causes itself')
    expect(describeThrown({ circular })).toMatch(/^threw \{/)
  })

  it.each([
    ['a message', new Error('x'.repeat(5_000))],
    ['a name', Object.assign(new Error('broken'), { name: 'x'.repeat(5_000) })],
    ['a text', 'x'.repeat(5_000)],
    ['an object', { text: 'x'.repeat(5_000), list: Array.from({ length: 5_000 }) }],
    [
      'an own way to be shown',
      { [Symbol.for('nodejs.util.inspect.custom')]: () => 'x'.repeat(5_000) },
    ],
  ])('cuts %s of any size', (_, thrown) => {
    const text = describeThrown(thrown)
    expect(text.length).toBeLessThan(1_100)
    expect(text).toMatch(/(?:\d more characters|\d characters\))$/)
  })

  it('names the line of the file also behind a long message', () => {
    const error = new Error('x\n'.repeat(50_000))
    error.stack = `Error: ${error.message}\n    at add (file:///practice/tally.ts:7:3)`
    expect(describeThrown(error, '/practice/tally.ts')).toBe('x (line 7)')
  })
})
