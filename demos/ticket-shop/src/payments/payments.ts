export interface Charge {
  orderId: string
  amountCents: number
  card: string
}

/** What the provider's books say of an order. */
export interface BookedCharge {
  state: 'charged' | 'declined' | 'cancelled'
  amountCents: number
}

/** Each throws when no answer comes. Then it may have happened, or not. */
export interface Payments {
  /** @throws {UnplannedAnswerError} If the answer is none that the provider describes. */
  charge(charge: Charge): Promise<'done' | 'refused'>
  /**
   * Pays back what was charged, and refuses what may still come.
   *
   * @throws {UnplannedAnswerError} If the answer is none that the provider describes.
   */
  refund(orderId: string): Promise<'done'>
  /** Returns undefined when the provider was never asked for this order. */
  find(orderId: string): Promise<BookedCharge | undefined>
  /** Whether the provider is left alone now: with charges and refunds, unless look-ups are meant. */
  isOpen(asked?: 'charges' | 'look-ups'): boolean
  [Symbol.dispose](): void
}

/** The provider's answer is none of those that it describes. A person has to look. */
export class UnplannedAnswerError extends Error {
  override readonly name = 'UnplannedAnswerError'
}

export type BreakerState = 'closed' | 'open' | 'half-open'

export interface ProviderReply {
  status: number
  body: unknown
}

/** One request to the payment provider: a GET without a body, else a POST. */
export type CallProvider = (
  path: string,
  body: { orderId: string } | undefined,
  signal: AbortSignal,
) => Promise<ProviderReply>

export interface GuardedProvider extends Disposable {
  call(path: string, body?: { orderId: string }): Promise<ProviderReply>
  isOpen(): boolean
}

/** Stands between the shop and its provider; gives up after so long. */
export type GuardProvider = (
  call: CallProvider,
  options: { timeoutMs: number; onState: (state: BreakerState) => void },
) => GuardedProvider
