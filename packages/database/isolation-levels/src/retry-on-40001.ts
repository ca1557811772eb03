// Runs a transaction again when the server could not serialize it.
// Costs the work done twice; the whole transaction starts over, its reads and decisions included.

/**
 * Runs a transaction until it ends in another way than 40001, and never gives up.
 *
 * @param transaction Begins, works and commits, as
 *   `() => inTransaction(pool, work, { level: 'serializable' })`. Nothing may leave the process
 *   before its commit.
 * @returns What the try returned that committed.
 * @throws What the transaction throws, unless it is 40001. A deadlock, 40P01, is thrown.
 */
export async function retryOn40001<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await transaction()
    } catch (error) {
      if ((error as { code?: string }).code !== '40001') throw error
    }
  }
}
