import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShards } from '../open-shards.ts'
import type { Shards } from '../open-shards.ts'
import { idsOfFourShards } from './ids-of-four-shards.ts'
import { claimTheAddress, registerTwo, uniqueOnTheShard } from './register.ts'
import { snowflake } from './snowflake.ts'

let shards: Shards
beforeAll(async () => {
  shards = await openShards()
})
afterAll(() => shards[Symbol.asyncDispose]())

it('identity gives each of four shards the same 250 ids, uuidv7 gives 1,000', async () => {
  expect(await idsOfFourShards(shards)).toEqual({ rows: 1_000, identity: 250, uuid: 1_000 })
})

describe('snowflake', () => {
  const at = (worker: number, times: number[]) => {
    const clock = times.values()
    const next = snowflake({ worker, now: () => Date.UTC(2026, 5, 1) + clock.next().value! })
    return times.map(() => next())
  }

  it('gives ids that grow with the time, also within one millisecond', () => {
    const ids = at(1, [0, 0, 0, 1, 2])
    expect(ids).toEqual(ids.toSorted((one, other) => (one < other ? -1 : 1)))
    expect(new Set(ids).size).toBe(5)
  })

  it('repeats no id when the clock is set back', () => {
    expect(new Set(at(1, [5, 6, 0, 5, 6])).size).toBe(5)
  })

  it('repeats no id when one millisecond needs more than 4,096', () => {
    expect(
      new Set(
        at(
          1,
          Array.from({ length: 10_000 }, () => 0),
        ),
      ).size,
    ).toBe(10_000)
  })

  it('gives the same id twice when two processes have one worker number', () => {
    expect(at(1, [0])).toEqual(at(1, [0]))
    expect(at(1, [0])).not.toEqual(at(2, [0]))
  })

  it('refuses a worker number that does not fit', () => {
    expect(() => snowflake({ worker: 1024, now: () => 0 })).toThrow(RangeError)
  })
})

describe('one address for two users of different shards', () => {
  it('uniqueOnTheShard gives it to both', async () => {
    expect(await registerTwo(shards, uniqueOnTheShard)).toBe(2)
  })

  it('claimTheAddress gives it to one', async () => {
    expect(await registerTwo(shards, claimTheAddress)).toBe(1)
  })
})
