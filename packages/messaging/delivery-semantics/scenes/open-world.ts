import { openPayments } from '../src/open-payments.ts'

/** The payments, and their servers for the first line of the demo. */
export async function openWorld() {
  const payments = await openPayments()
  const { db, bus } = payments
  return { db, bus, payments }
}

export type World = Awaited<ReturnType<typeof openWorld>>
