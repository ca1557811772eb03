export interface Charge {
  orderId: string
  amountCents: number
  card: string
}

/** Each throws when no answer comes. Then it may have happened, or not. */
export interface Payments {
  charge(charge: Charge): Promise<'done' | 'refused'>
  /** Pays back what was charged, and refuses what may still come. */
  refund(orderId: string): Promise<'done'>
  [Symbol.dispose](): void
}

export type BreakerState = 'closed' | 'open' | 'half-open'

/** One request to the payment provider; answers its status. */
export type Post = (
  path: 'charges' | 'refunds',
  body: { orderId: string },
  signal: AbortSignal,
) => Promise<number>

export interface GuardedPost extends Disposable {
  post(path: 'charges' | 'refunds', body: { orderId: string }): Promise<number>
}

/** Stands between the shop and its provider; gives up after so long. */
export type GuardPost = (
  post: Post,
  options: { timeoutMs: number; onState: (state: BreakerState) => void },
) => GuardedPost
