/** Thrown instead of a call while a breaker is open; the code is the one that opossum uses. */
export class BreakerOpenError extends Error {
  readonly code = 'EOPENBREAKER'

  constructor() {
    super('Cannot get price: the breaker is open')
    this.name = 'BreakerOpenError'
  }
}
