/** So long may a server of the user's think about one question. */
export const answerWithinMs = 5_000

/**
 * Waits for one answer of a server of the user's: what listens there may take a connection and never
 * say a word.
 *
 * @param question What is asked, as in `it has not answered PING within 5 seconds`.
 * @throws {Error} If there is no answer in time.
 */
export async function answerOf<Answer>(
  question: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(noAnswer(question))), answerWithinMs)
  try {
    return await Promise.race([ask(), tooLate])
  } finally {
    clearTimeout(timer)
  }
}

export function noAnswer(question: string): string {
  return `it has not answered ${question} within ${answerWithinMs / 1_000} seconds`
}
