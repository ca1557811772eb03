/** One request to the dependency, as `fetch` answers it: resolved, whatever the status. */
export type FetchPrice = (signal?: AbortSignal) => Promise<Response>

export type GetPrice = (signal?: AbortSignal) => Promise<number>

/** Asks for a price. An answer without one is an error. */
export function createGetPrice(fetchPrice: FetchPrice): GetPrice {
  return async (signal) => {
    const response = await fetchPrice(signal)
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

/** "There is no such price" is an answer: the dependency is well. */
export function isAnswer(error: unknown): boolean {
  return error instanceof StatusError && error.status < 500
}
