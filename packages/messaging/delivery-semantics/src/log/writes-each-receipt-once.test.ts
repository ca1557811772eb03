import { expect, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import { writesEachReceiptOnce } from './writes-each-receipt-once.ts'

it('shows one receipt of two to a reader of committed records, and charges in PostgreSQL twice', async () => {
  await using world = await openPayments()
  expect(await writesEachReceiptOnce(world)).toEqual({
    deliveries: 2,
    committed: 1,
    inTheLog: 2,
    charged: 20,
  })
})
