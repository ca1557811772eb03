import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShards } from '../open-shards.ts'
import type { Shards } from '../open-shards.ts'
import { copyWithoutLock } from './copy-without-lock.ts'
import { findsAKeyOnItsWay } from './finds-a-key-on-its-way.ts'
import { moveKeys } from './move-keys.ts'
import { newThenOld } from './new-then-old.ts'
import { oldThenNew } from './old-then-new.ts'

let shards: Shards
beforeAll(async () => {
  shards = await openShards()
})
afterAll(() => shards[Symbol.asyncDispose]())

describe('a row moves', () => {
  it('newThenOld misses it when it passes between the two questions', async () => {
    const { reading } = findsAKeyOnItsWay(shards, { move: moveKeys, read: newThenOld })
    expect(await reading.explore()).toMatchObject({
      schedules: 906,
      violations: 185,
      exhaustive: true,
      shortest: { reason: 'the reader finds no customer' },
    })
  })

  it('oldThenNew finds it in every order', async () => {
    const { reading } = findsAKeyOnItsWay(shards, { move: moveKeys, read: oldThenNew })
    expect(await reading.holds()).toMatchObject({ schedules: 84, exhaustive: true })
  })

  it('copyWithoutLock loses a write between copy and delete', async () => {
    const { writing } = findsAKeyOnItsWay(shards, { move: copyWithoutLock, read: oldThenNew })
    expect(await writing.explore()).toMatchObject({
      schedules: 175,
      violations: 152,
      exhaustive: true,
      shortest: { reason: 'Grace became Ada' },
    })
  })

  it('moveKeys keeps every write: the writer waits on the old shard, then goes to the new one', async () => {
    const { writing } = findsAKeyOnItsWay(shards, { move: moveKeys, read: oldThenNew })
    expect(await writing.holds()).toMatchObject({ schedules: 32, exhaustive: true })
  })
})
