// Two services of other people, in a process of their own.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { startMailProvider } from '@lab/external-effects'
import { answerParent } from '@lab/servers/answer-parent'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { startPaymentProvider } from '../src/providers/payment-provider.ts'
import { refusedAddress } from './start-providers.ts'
import type { ProvidersOrder, ProvidersReply } from './start-providers.ts'

const payments = await startPaymentProvider()
const mail = await startMailProvider()

/** Refuses some addresses for good, as providers do with those that bounced. */
const strictMail = await serveOnLoopback((request, response) => void forward(request, response))

async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.concat(await request.toArray()).toString()
  if ((JSON.parse(body) as { to: string }).to.startsWith(refusedAddress)) {
    return void response.writeHead(400).end()
  }
  const headers = { 'idempotency-key': String(request.headers['idempotency-key']) }
  const { status } = await fetch(mail.url, { method: 'POST', headers, body })
  response.writeHead(status).end()
}

answerParent((order: ProvidersOrder): ProvidersReply => {
  if (order.type === 'behave') payments.behave(order.behaviour)
  return {
    paymentsUrl: payments.url,
    mailUrl: strictMail.url,
    books: payments.books(),
    mails: order.type === 'read' ? mail.delivered : [],
  }
})
