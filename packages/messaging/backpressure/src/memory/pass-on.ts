export interface IncomingEvent {
  id: number
  body: string | Buffer
}

/**
 * One way to pass events from a producer to a consumer that is slower. Taking an event from the
 * source accepts it: the producer is told that it need not send it again.
 */
export type PassOn = (
  source: AsyncIterable<IncomingEvent>,
  process: (event: IncomingEvent) => Promise<void>,
  /** Is told of an event that is thrown away, as a metric is. */
  onDrop: () => void,
) => Promise<void>
