import { turn } from '@lab/conductor'
import type { Payment } from '../payment/payment.ts'

/** Asks the provider to tell the payer. The conductor sees it as one step. */
export async function sendMail(
  url: string,
  { account, amount }: Payment,
  key: { idempotencyKey?: string } = {},
): Promise<void> {
  const { idempotencyKey } = key
  await turn(
    `POST /mails${idempotencyKey === undefined ? '' : ` Idempotency-Key: ${idempotencyKey}`}`,
  )
  const response = await fetch(url, {
    method: 'POST',
    headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
    body: JSON.stringify({ to: account, text: `You paid ${amount}.` }),
  })
  if (!response.ok) throw new Error(`Cannot send mail: the provider answered ${response.status}`)
}
