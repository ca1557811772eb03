// Runs a transaction again when the server could not serialize it.
// Costs the work done twice; the whole transaction starts over, its reads and decisions included.

export async function retryOn40001<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await transaction()
    } catch (error) {
      if ((error as { code?: string }).code !== '40001') throw error
    }
  }
}
