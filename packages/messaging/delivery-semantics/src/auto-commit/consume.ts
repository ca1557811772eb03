/** Where a consumer reads. */
export interface Place {
  brokers: string[]
  topic: string
  groupId: string
}

/**
 * Consumes a topic from its beginning, until the process ends.
 *
 * @param work What is done with each record. It may wait for `committed`.
 */
export type Consume = (place: Place, work: Work) => Promise<void>

export type Work = (
  payment: string,
  /** Resolves when a commit that the client sends beside the work has arrived. */
  committed: Promise<unknown>,
) => Promise<void>
