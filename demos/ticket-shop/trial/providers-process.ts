// Two services of other people, in a process of their own.
import { startMailProvider } from '@lab/external-effects'
import { answerParent } from '@lab/servers/answer-parent'
import { startPaymentProvider } from '../src/providers/payment-provider.ts'
import type { ProvidersOrder, ProvidersReply } from './start-providers.ts'

const payments = await startPaymentProvider()
const mail = await startMailProvider()

answerParent((order: ProvidersOrder): ProvidersReply => {
  if (order.type === 'behave') payments.behave(order.behaviour)
  return {
    paymentsUrl: payments.url,
    mailUrl: mail.url,
    books: payments.books(),
    mails: order.type === 'read' ? mail.delivered : [],
  }
})
