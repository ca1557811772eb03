import { startMailProvider } from '../src/index.ts'
import { openPayments } from '../src/open-payments.ts'

/** The payments, their servers for the first line of the demo, and a company that sends mail. */
export async function openWorld() {
  const payments = await openPayments()
  const { db, bus } = payments
  return { db, bus, payments, mail: await startMailProvider() }
}

export type World = Awaited<ReturnType<typeof openWorld>>
