import { expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import { leaseAndOutbox } from './lease-and-outbox.ts'
import { servesTheNewPrice } from './serves-the-new-price.ts'

it('leaves a note behind with leaseAndOutbox, whatever a reader does meanwhile', async () => {
  await using world = await openStores()
  const race = servesTheNewPrice(world, leaseAndOutbox, { writersDie: true })
  expect(await race.holds()).toMatchObject({ schedules: 52_011, exhaustive: true })
})
