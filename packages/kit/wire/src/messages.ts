/** One message that passed, without who sent it. */
export interface PassingMessage {
  /** Its first line, as `GET /orders`. */
  text: string
  kind: 'request' | 'reply' | 'message'
  fields: { name: string; value: string }[]
  outcome: 'ok' | 'error'
  body?: string
}

/** Reads the messages of one connection. */
export interface MessageReader {
  /** Takes the next bytes that the client sent, wherever they were cut. */
  sent(bytes: Buffer): void
  /** Takes the next bytes that the client received. */
  received(bytes: Buffer): void
}

export interface MessageHearer {
  /** The client has asked something of this protocol, which need not be told. */
  asked(): void
  /**
   * A message has come, or its first line and fields: the same object is given a `body` when that
   * has come too.
   */
  message(message: PassingMessage): void
  /** What comes cannot be read: it is another protocol, or encrypted. */
  unreadable(error: unknown): void
}

/** Thrown in a reading when the bytes are none of its protocol. */
export class UnreadableError extends Error {
  constructor(protocol: string, received: string) {
    super(`Cannot read ${protocol}: received ${JSON.stringify(received.slice(0, 40))}`)
    this.name = 'UnreadableError'
  }
}
