import { afterAll, beforeAll, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { diesInTheMiddle } from './dies-in-the-middle.ts'

let world: Payments
beforeAll(async () => {
  world = await openPayments()
})
afterAll(() => world[Symbol.asyncDispose]())

it.concurrent('loses nothing with auto-commit of kafkajs, and repeats what was done of the batch', async ({
  expect,
}) => {
  expect(await diesInTheMiddle(world, 'kafkajs-auto-commit')).toEqual({
    done: 2,
    committed: 0,
    again: 2,
    lost: 0,
  })
})

it.concurrent('repeats nothing that was finished, when kafkajs commits after each record', async ({
  expect,
}) => {
  expect(await diesInTheMiddle(world, 'kafkajs-threshold-1')).toEqual({
    done: 2,
    committed: 2,
    again: 0,
    lost: 0,
  })
})

it.concurrent('loses what was fetched and not yet done with autocommit of @platformatic/kafka', async ({
  expect,
}) => {
  expect(await diesInTheMiddle(world, 'platformatic-autocommit')).toEqual({
    done: 2,
    committed: 5,
    again: 0,
    lost: 3,
  })
})

it.concurrent('loses nothing with @platformatic/kafka, when the program commits after the work', async ({
  expect,
}) => {
  expect(await diesInTheMiddle(world, 'platformatic-commit-after-work')).toEqual({
    done: 2,
    committed: 2,
    again: 0,
    lost: 0,
  })
})
