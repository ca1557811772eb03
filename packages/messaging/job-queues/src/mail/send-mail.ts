import { turn } from '@lab/conductor'

/** Asks the provider to send one mail. The conductor sees it as one step. */
export async function sendMail(
  url: string,
  email: string,
  { idempotencyKey }: { idempotencyKey?: string } = {},
): Promise<void> {
  const headers: Record<string, string> =
    idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }
  const shown = idempotencyKey === undefined ? '' : ` Idempotency-Key: ${idempotencyKey}`
  await turn(`POST /mails ${email}${shown}`)
  const response = await fetch(url, { method: 'POST', headers, body: email })
  if (!response.ok) throw new Error(`Cannot send mail: the provider answered ${response.status}`)
}
