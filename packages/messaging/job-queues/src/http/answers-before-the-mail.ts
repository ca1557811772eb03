import { recordExchange } from '@lab/wire/record-exchange'
import type { RecordedExchange } from '@lab/wire/record-exchange'
import { sendMail } from '../mail/send-mail.ts'
import type { World } from '../open-world.ts'
import { exponential } from '../retries/pauses.ts'
import { playTheQueue } from '../retries/play-the-queue.ts'
import { openApi } from './open-api.ts'
import type { PlaceOrder } from './open-api.ts'

export interface PlacedOrder {
  exchange: RecordedExchange
  /** What the client got: 201 or 202, or an error. */
  status: number
  mails: number
  /** What is wrong. */
  violations: string[]
}

/**
 * The contract: the client has its answer before the mail provider is asked, and the mail goes out,
 * also when the provider was down at first.
 */
export async function answersBeforeTheMail(
  { db, mail }: World,
  placeOrder: PlaceOrder,
  provider: 'there' | 'down at first',
): Promise<PlacedOrder> {
  mail.forget()
  await db.plain.query('truncate jobs restart identity')
  await using recorder = recordExchange()
  const to = 'mail provider'
  const apiUrls = { mailUrl: await recorder.http(mail.url, { from: 'api', to }) }
  await using api = await openApi({ pool: db.plain, ...apiUrls }, placeOrder)
  const fields = ['location']
  const url = await recorder.http(api.url, { from: 'client', to: 'api', fields })
  const workerUrl = await recorder.http(mail.url, { from: 'worker', to })

  if (provider === 'down at first') mail.status = 503
  const body = JSON.stringify({ email: 'carol@example.org' })
  const headers = { 'content-type': 'application/json' }
  const placed = await fetch(new URL('/orders', url), { method: 'POST', headers, body })
  let attempts = 0
  await playTheQueue(db.plain, {
    attempts: 5,
    pauseMs: exponential,
    async work({ id, email }) {
      // It is back after the first attempt.
      if (++attempts > 1) mail.status = 202
      const sent = sendMail(workerUrl, email, { idempotencyKey: `job-${id}` })
      return sent.then(
        () => 'succeeds' as const,
        () => 'fails' as const,
      )
    },
  })
  const location = placed.headers.get('location')
  if (location !== null) await (await fetch(new URL(location, url))).text()

  const exchange = recorder.exchange(`An order, and the provider is ${provider}`)
  const indexOf = (from: string, kind: string) =>
    exchange.messages.findIndex((message) => message.from === from && message.kind === kind)
  const violations = [
    indexOf('api', 'reply') > indexOf(to, 'reply') && 'the client waits for the mail provider',
    mail.mailed.length !== 1 &&
      `the client gets ${placed.status}, and ${mail.mailed.length} mails go out`,
  ].filter((one) => one !== false)
  return {
    exchange: { ...exchange, parties: ['client', 'api', to, 'worker'] },
    status: placed.status,
    mails: mail.mailed.length,
    violations,
  }
}
