/** What a client asks, and what the server answers, on one connection. */
export interface PostgresMessages {
  /** Takes the next bytes that the client sent, wherever they were cut. */
  sent(bytes: Buffer): void
  /** Takes the next bytes that the client received. */
  received(bytes: Buffer): void
}

export interface MessageListener {
  /** The client starts a statement; its text is empty when it was prepared out of hearing. */
  statement(text: string): void
  /**
   * The server is done with a statement; those of a connection are done in the order in which they
   * were started.
   *
   * @param rows How many it returned or changed; 0 also for one that failed.
   */
  done(rows: number): void
  /** A message has begun, which is this long. Login is not told. */
  bytes(direction: 'sent' | 'received', length: number): void
  row(): void
  /** From here on the connection is encrypted, and nothing can be read any more. */
  encrypted(): void
}

const sslRequest = 80877103
const gssRequest = 80877104
const cancelRequest = 80877102
const bodiesToRead = new Set(['Q', 'P', 'B', 'E'])
const tagsToRead = new Set(['C'])
/** Complete, suspended, empty: each ends one Execute. */
const endsOfExecute = new Set(['C', 's', 'I'])

/**
 * Reads the messages of one connection. The format is in PostgreSQL's documentation, "Message
 * Formats" of protocol 3: a type byte, a length that counts itself, a body. Only a client's first
 * messages have no type byte.
 */
export function readPostgresMessages(listener: MessageListener): PostgresMessages {
  const preparedTexts = new Map<string, string>()
  const portalTexts = new Map<string, string>()
  let phase: 'before startup' | 'login' | 'ready' | 'encrypted' = 'before startup'
  let answersInOneByte = 0
  const statements = followStatements(listener)

  const hearClient = (type: string, length: number, body: Buffer) => {
    if (phase === 'ready') listener.bytes('sent', length)
    const [first = '', second = ''] = bodiesToRead.has(type) ? leadingTexts(body) : []
    if (type === 'P') preparedTexts.set(first, second)
    if (type === 'B') portalTexts.set(first, preparedTexts.get(second) ?? '')
    if (type === 'Q') listener.statement(first)
    if (type === 'E') listener.statement(portalTexts.get(first) ?? '')
    statements.sent(type)
  }
  const hearServer = (type: string, length: number, body: Buffer) => {
    if (phase === 'ready') {
      listener.bytes('received', length)
      if (type === 'D') listener.row()
      statements.received(type, body)
    } else if (type === 'Z') phase = 'ready'
  }

  const takeClient = (held: Buffer): number => {
    if (phase === 'encrypted') return held.length
    if (phase !== 'before startup') return takeMessage(held, bodiesToRead, hearClient)
    if (held.length < 8) return 0
    const code = held.readInt32BE(4)
    if (code === sslRequest || code === gssRequest) answersInOneByte += 1
    else if (code !== cancelRequest) phase = 'login'
    return held.readInt32BE(0)
  }
  const takeServer = (held: Buffer): number => {
    if (phase === 'encrypted') return held.length
    if (answersInOneByte === 0) return takeMessage(held, tagsToRead, hearServer)
    answersInOneByte -= 1
    if (held[0] !== 'N'.charCodeAt(0)) {
      phase = 'encrypted'
      listener.encrypted()
    }
    return 1
  }
  return { sent: createReader(takeClient), received: createReader(takeServer) }
}

/**
 * Follows which statements the server has still to answer. A simple query and a Sync are answered by
 * "ready for query", which also ends what the server skips after an error.
 */
function followStatements({ done }: MessageListener) {
  const underWay: ('Q' | 'E' | 'S')[] = []
  let rows = 0
  const end = () => {
    if (underWay.shift() === 'S') return
    done(rows)
    rows = 0
  }
  return {
    sent(type: string) {
      if (type === 'Q' || type === 'E' || type === 'S') underWay.push(type)
    },
    received(type: string, body: Buffer) {
      // As `INSERT 0 2`, `SELECT 3`, `BEGIN`.
      if (type === 'C') rows += Number(/ (\d+)\0$/.exec(body.toString())?.[1] ?? 0)
      if (endsOfExecute.has(type) && underWay[0] === 'E') end()
      if (type !== 'Z') return
      while (underWay[0] === 'E') end()
      end()
    },
  }
}

/** Calls `take` as long as it takes bytes from the front; keeps what it leaves for the next chunk. */
function createReader(take: (held: Buffer) => number): (bytes: Buffer) => void {
  let held: Buffer = Buffer.alloc(0)
  let skip = 0
  return (bytes) => {
    const skipped = Math.min(skip, bytes.length)
    skip -= skipped
    held = Buffer.concat([held, bytes.subarray(skipped)])
    while (held.length > 0) {
      const taken = take(held)
      if (taken <= 0) return
      skip = Math.max(0, taken - held.length)
      held = held.subarray(taken)
    }
  }
}

/** Reads one message with a type byte; waits for its body only when that is wanted. */
function takeMessage(
  held: Buffer,
  withBody: ReadonlySet<string>,
  hear: (type: string, length: number, body: Buffer) => void,
): number {
  if (held.length < 5) return 0
  const type = String.fromCharCode(held[0]!)
  const length = 1 + held.readInt32BE(1)
  if (withBody.has(type) && held.length < length) return 0
  hear(type, length, held.subarray(5, length))
  return length
}

/** The first two texts of a body; each ends with a zero byte. */
function leadingTexts(body: Buffer): [string, string] {
  const end = body.indexOf(0)
  const next = body.indexOf(0, end + 1)
  return [body.toString('utf8', 0, end), next < 0 ? '' : body.toString('utf8', end + 1, next)]
}
