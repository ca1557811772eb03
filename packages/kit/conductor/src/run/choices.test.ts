import { kafka } from '@lab/servers/kafka'
import { expect, it } from 'vitest'
import { virtualClock } from '../clock.ts'
import { conduct } from '../conduct.ts'
import { crashable } from '../program.ts'
import { deliveries } from '../kafka/deliveries.ts'
import { turn } from './turn.ts'

const look = () => turn('look')

it('says why an actor cannot do what a schedule asks for', async () => {
  const clock = virtualClock()
  const race = conduct({
    clock,
    actors: { alice: look, bob: () => clock.sleep(10), carol: crashable(look) },
  })
  const reasonOf = (schedule: string) =>
    race.replay(schedule).then(
      () => 'possible',
      (error: Error) => error.message.replace('Cannot follow schedule: ', ''),
    )
  expect(await reasonOf('alice crash(carol)')).toBe('possible')
  expect(await reasonOf('dave')).toBe(
    'actor must be one of alice, bob, carol, received dave, after ""',
  )
  expect(await reasonOf('alice×2')).toBe('alice has ended (finished), after "alice"')
  expect(await reasonOf('crash(alice)')).toBe('alice is not declared crashable, after ""')
  expect(await reasonOf('fire(alice)')).toBe('no timer of alice is the next one to fire, after ""')
  expect(await reasonOf('bob')).toBe('bob waits for a timer, after ""')
})

it('names what an actor waits for, and begins nothing else of it meanwhile', async () => {
  await using bus = await kafka()
  const place = { topic: await bus.topic('orders'), groupId: bus.groupId('billing') }
  await using orders = await deliveries(bus.client(), place)
  const race = conduct({
    setup: () => orders.begin(),
    actors: {
      billing: () => Promise.all([orders.consume(async () => {}), look()]),
      shop: look,
    },
  })
  await expect(race.replay('billing×2')).rejects.toThrow(
    'Cannot follow schedule: billing waits for the next record of orders, after "billing"',
  )
})
