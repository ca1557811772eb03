import { kafka } from '@lab/servers/kafka'
import { expect, it } from 'vitest'
import { replays } from './replays.ts'

it('gives all records to each group, and again to a group that is set back', async () => {
  await using bus = await kafka()
  expect(await replays(bus)).toEqual({ first: 3, otherGroup: 3, again: 3 })
})
