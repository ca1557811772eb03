export type GetPrice = (signal: AbortSignal) => Promise<number>

/** Makes a function that gets a price from a service. An answer without one is an error. */
export function createGetPrice(url: string): GetPrice {
  return async (signal) => {
    const response = await fetch(url, { signal })
    if (!response.ok) throw new StatusError(response.status)
    return Number(await response.text())
  }
}

export class StatusError extends Error {
  readonly status: number

  constructor(status: number) {
    super(`Cannot get price: status must be 200, received ${status}`)
    this.name = 'StatusError'
    this.status = status
  }
}

/** "There is no such price" is an answer: the service is well. */
export function isAnswer(error: unknown): boolean {
  return error instanceof StatusError && error.status < 500
}

/** Ends a request that takes too long. */
export function withTimeout(getPrice: GetPrice, timeoutMs: number): () => Promise<number> {
  return async () => {
    const giveUp = new AbortController()
    const timer = setTimeout(() => giveUp.abort(new Error('Cannot wait longer')), timeoutMs)
    try {
      return await getPrice(giveUp.signal)
    } finally {
      clearTimeout(timer)
    }
  }
}
