import { differenceOf } from '@lab/stage/difference-of'
import { describe, expect, it } from 'vitest'
import { objectForEachCarrier, switchInEachFunction } from './designs.ts'
import * as objects from './object-for-each-carrier.ts'
import * as switches from './switch-in-each-function.ts'
import { takesADrone } from './takes-a-drone.ts'

describe('switchInEachFunction', () => {
  it('has all three functions changed for a drone', () => {
    expect(takesADrone(switchInEachFunction)).toEqual({
      changed: ['price', 'days', 'accepts'],
      violation: '3 functions that worked are changed',
    })
  })

  it('ships the drone in three days when one case is forgotten, without an error', () => {
    const after = { ...switchInEachFunction.after, days: switches.days }
    expect(takesADrone({ before: switches, after })).toEqual({
      changed: ['price', 'accepts'],
      violation: 'the drone answers 990 3 true',
    })
  })

  it('takes every unknown name for a letter', () => {
    expect(switches.price('pigeon', 400)).toBe(160)
  })
})

describe('objectForEachCarrier', () => {
  it('has no function changed for a drone', () => {
    expect(takesADrone(objectForEachCarrier)).toEqual({ changed: [], violation: undefined })
  })

  it('refuses an unknown name', () => {
    expect(() => objects.price('pigeon', 400)).toThrow(new RangeError('Unknown carrier "pigeon"'))
  })

  it('gets one line more where the switches get six', async () => {
    const added = async (name: string) => {
      const file = (rest = '') => new URL(`${name}${rest}.ts`, import.meta.url)
      const { lines } = await differenceOf(file(), file('-and-a-drone'))
      return lines.filter(({ mark, text }) => mark === 'added' && !text.startsWith('//')).length
    }
    expect([
      await added('object-for-each-carrier'),
      await added('switch-in-each-function'),
    ]).toEqual([1, 6])
  })
})

describe('takesADrone', () => {
  it('notices when a letter costs another price afterwards', () => {
    const after = { ...objectForEachCarrier.after, price: () => 990 }
    expect(takesADrone({ before: objects, after }).violation).toBe('letter is another one now')
  })
})
