import { turn } from '@lab/conductor'
import type { Payment } from './payment.ts'

/** Asks the provider to mail the payer. The conductor sees it as one step. */
export async function sendMail(
  url: string,
  { id, account, amount }: Payment,
  { idempotencyKey }: { idempotencyKey?: string } = {},
): Promise<void> {
  const headers: Record<string, string> =
    idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }
  await turn(['POST /mails', ...shownKey(id, idempotencyKey)].join(' '))
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: JSON.stringify({ to: account, text: `You paid ${amount}.` }),
  })
  if (!response.ok) throw new Error(`Cannot send mail: the provider answered ${response.status}`)
}

/** A random key is not shown, so that a step has the same text in every run. */
function shownKey(id: string, key: string | undefined): string[] {
  if (key === undefined) return []
  return [`Idempotency-Key: ${key === id ? key : 'a random UUID'}`]
}
