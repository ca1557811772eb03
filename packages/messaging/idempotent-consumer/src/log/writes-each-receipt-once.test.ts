import { expect, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import { writesEachReceiptOnce } from './writes-each-receipt-once.ts'

it('shows one receipt of two, and does what is outside Kafka twice', async () => {
  await using world = await openPayments()
  expect(await writesEachReceiptOnce(world)).toEqual({ committed: 1, inTheLog: 2, charged: 20 })
})
