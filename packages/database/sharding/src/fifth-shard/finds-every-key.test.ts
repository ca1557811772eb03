import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fiveShards, fourShards, openShards } from '../open-shards.ts'
import type { Shards } from '../open-shards.ts'
import { consistentHashing } from './consistent-hashing.ts'
import { directory } from './directory.ts'
import { findsEveryKey, keys } from './finds-every-key.ts'
import { fullestOfFive, keysMoved } from './keys-moved.ts'
import { modulo } from './modulo.ts'
import { range } from './range.ts'
import { rendezvous } from './rendezvous.ts'
import type { Route, Scheme } from './scheme.ts'

let shards: Shards
beforeAll(async () => {
  shards = await openShards()
})
afterAll(() => shards[Symbol.asyncDispose]())

const moving = { moves: 'what has another shard' } as const

describe('the fifth shard joins', () => {
  it('modulo finds a fifth of the keys when nothing is moved', async () => {
    const { found, violation } = await findsEveryKey(shards, modulo, { moves: 'nothing' })
    expect(found).toEqual([1_000, 217])
    expect(violation).toBe('783 of 1000 keys are not found')
  })

  it('modulo moves four of five keys, most of them between old shards', async () => {
    const { found, moved, movedBetweenOld, violation } = await findsEveryKey(shards, modulo, moving)
    expect(new Set(found)).toEqual(new Set([1_000]))
    expect({ moved, movedBetweenOld, violation }).toEqual({
      moved: 783,
      movedBetweenOld: 584,
      violation: '783 of 1000 keys move',
    })
  })

  it.each([
    ['rendezvous', rendezvous, 193, [213, 188, 201, 205, 193]],
    [
      'consistentHashing with 200 virtual nodes',
      consistentHashing(200),
      188,
      [177, 213, 203, 219, 188],
    ],
    ['directory', directory, 188, [202, 189, 211, 210, 188]],
    ['range', range, 125, [125, 250, 250, 250, 125]],
  ] as [string, Scheme, number, number[]][])(
    '%s finds every key at every step, and moves keys to the new shard only',
    async (_, scheme, movedKeys, parts) => {
      const { found, moved, movedBetweenOld, held, violation } = await findsEveryKey(
        shards,
        scheme,
        moving,
      )
      expect(violation).toBeUndefined()
      expect(new Set(found)).toEqual(new Set([1_000]))
      expect({ moved, movedBetweenOld, held }).toEqual({
        moved: movedKeys,
        movedBetweenOld: 0,
        held: parts,
      })
    },
  )
})

describe('the law', () => {
  const anyShards = fc.integer({ min: 1, max: 12 })
  const anyKeys = fc
    .integer({ min: 0, max: 1_000_000 })
    .map((first) => Array.from({ length: 1_000 }, (_, number) => `order-${first + number}`))
  /** The numbers of shards and the keys for which the law is off by 6 % of the keys or more. */
  const exceptions = (scheme: Scheme, law: (shards: number) => number) =>
    fc.check(
      fc.property(anyShards, anyKeys, (n, some) => {
        return Math.abs(keysMoved(scheme, n, some) - law(n)) < 0.06
      }),
      { numRuns: 6, seed: 1 },
    ).counterexample

  it('modulo moves n/(n+1) of the keys when a shard joins n others', () => {
    expect(exceptions(modulo, (n) => n / (n + 1))).toBeNull()
  })

  it('rendezvous moves 1/(n+1)', () => {
    expect(exceptions(rendezvous, (n) => 1 / (n + 1))).toBeNull()
  })

  it('modulo moves half of the keys when the number of shards doubles', () => {
    const names = Array.from({ length: 8 }, (_, number) => `shard-${number + 1}`)
    const [four, eight] = [modulo(names.slice(0, 4)), modulo(names)]
    const moved = keys.filter((key) => four(key) !== eight(key))
    expect(moved.length).toBe(468)
    // Each shard gives to one other: shard-1 to shard-5.
    const paths = new Set(moved.map((key) => `${four(key)} ${eight(key)}`))
    expect(paths.size).toBe(4)
  })
})

describe('consistentHashing', () => {
  it('gives the fullest of five shards 2.5 times its part with one virtual node, and 1.1 times with 300', () => {
    const fullest = (nodes: number) => fullestOfFive(consistentHashing(nodes), keys)
    expect([1, 10, 100, 300].map((nodes) => fullest(nodes).toFixed(2))).toEqual([
      '2.46',
      '1.41',
      '1.13',
      '1.11',
    ])
  })

  it('takes the keys of the fifth shard from one other one with one virtual node, from all with 200', () => {
    const robbed = (nodes: number) => {
      const [four, five] = [fourShards, fiveShards].map(consistentHashing(nodes)) as [Route, Route]
      return new Set(keys.filter((key) => four(key) !== five(key)).map(four)).size
    }
    expect([1, 200].map(robbed)).toEqual([1, 4])
  })
})
