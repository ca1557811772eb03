import { startChild } from '@lab/servers/child-process'
import type { Behaviour, Books } from '../src/providers/payment-provider.ts'

/** How an address begins that the mail provider never takes. */
export const refusedAddress = 'refused-'

export type ProvidersOrder = { type: 'behave'; behaviour: Behaviour } | { type: 'read' }

export interface ProvidersReply {
  paymentsUrl: string
  mailUrl: string
  books: Books
  /** What was put into mailboxes. */
  mails: { to: string; text: string }[]
}

export interface Providers extends AsyncDisposable {
  paymentsUrl: string
  mailUrl: string
  behave(behaviour: Behaviour): Promise<void>
  read(): Promise<ProvidersReply>
}

/** Starts the payment and the mail provider as a process of their own. */
export async function startProviders(): Promise<Providers> {
  const child = startChild<ProvidersOrder, ProvidersReply>(
    new URL('providers-process.ts', import.meta.url),
  )
  const { paymentsUrl, mailUrl } = await child.ask({ type: 'read' })
  return {
    paymentsUrl,
    mailUrl,
    behave: async (behaviour) => void (await child.ask({ type: 'behave', behaviour })),
    read: () => child.ask({ type: 'read' }),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}
