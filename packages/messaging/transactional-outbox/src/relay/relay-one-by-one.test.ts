import { expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import { publishesLateCommits } from './publishes-each-event.ts'
import { relayOneByOne } from './relay-one-by-one.ts'

it('publishes an event whose transaction commits late, in all 10,340 orders', async () => {
  await using opened = await openShop()
  const found = await publishesLateCommits(opened, relayOneByOne).holds()
  expect(found).toMatchObject({ schedules: 10_340, exhaustive: true })
})
