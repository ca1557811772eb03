import { once } from '@lab/servers/once'
import { readHttpMessages } from './http-messages.ts'
import { readKafkaMessages } from './kafka-messages.ts'
import type { MessageHearer, MessageReader, PassingMessage } from './messages.ts'
import { proxy } from './proxy.ts'
import type { Proxy } from './proxy.ts'
import { readRedisMessages } from './redis-messages.ts'

/** One message with its way, as the event `exchange` of a demo has it. */
export interface RecordedMessage {
  from: string
  to: string
  /** `GET /orders`, `429 Too Many Requests`, `INCR hits:7`, `JoinGroup`. */
  text: string
  kind: 'request' | 'reply' | 'message'
  fields?: { name: string; value: string }[]
  body?: string
  outcome?: 'ok' | 'error'
  /** Milliseconds since the first message. */
  atMs: number
}

export interface RecordedExchange {
  title: string
  parties: string[]
  messages: RecordedMessage[]
  /** How many more there were than are kept. */
  omitted?: number
}

/** How the two ends of a connection are called. */
export interface Ends {
  from: string
  to: string
}

export interface ExchangeRecorder extends AsyncDisposable {
  /**
   * Records what passes to a server of HTTP/1.1.
   *
   * @param way.fields The fields that matter, as `Retry-After`. Default: none.
   * @param way.bodies Whether the first 2,000 bytes of bodies are kept. Default: dropped.
   * @returns The URL by which a client goes through the recorder.
   */
  http(
    url: string,
    way: Ends & { fields?: readonly string[]; bodies?: 'kept' | 'dropped' },
  ): Promise<string>
  /**
   * Records commands and replies, without the greeting of the client.
   *
   * @returns The URL by which a client goes through the recorder.
   */
  redis(url: string, way: Ends): Promise<string>
  /**
   * Records requests and replies by their names.
   *
   * @param broker As `host:port`.
   * @param way.only Which of them, as `JoinGroup`. Default: all.
   * @returns The proxy, for `socketsThrough`.
   */
  kafka(broker: string, way: Ends & { only?: readonly string[] }): Promise<Proxy>
  /** Forgets what was recorded: what comes next is the first message. */
  clear(): void
  /**
   * Gives what was recorded, in the order in which it passed. What another program sends to this port
   * in another protocol, and the refusal that it gets, are left out.
   *
   * @throws {Error} If something passed that could not be read; `cause` says what.
   */
  exchange(title: string): RecordedExchange
}

/**
 * Records who sends what to whom, on the wire between clients and servers.
 *
 * @param options.most How many messages are kept, the first ones: 1 or more. Default 1,000.
 * @returns The recorder; disposing it ends its connections.
 */
export function recordExchange({ most = 1_000 }: { most?: number } = {}): ExchangeRecorder {
  const links: Proxy[] = []
  const parties = new Set<string>()
  let recorded: { message: PassingMessage; ends: Ends; at: number }[] = []
  let omitted = 0
  const failures: (Unreadable & { ends: Ends })[] = []

  const link = async (
    url: string,
    { from, to }: Ends,
    read: (hearer: MessageHearer) => MessageReader,
  ): Promise<Proxy> => {
    parties.add(from).add(to)
    const hearConnection = hearConnections({
      message(message) {
        const ends = message.kind === 'request' ? { from, to } : { from: to, to: from }
        if (recorded.length < most) recorded.push({ message, ends, at: performance.now() })
        else omitted += 1
      },
      unreadable: (failure) => void failures.push({ ends: { from, to }, ...failure }),
    })
    const connections: MessageReader[] = []
    const opened = await proxy(url, {
      tap: (direction, bytes, connection) =>
        (connections[connection] ??= read(hearConnection()))[direction](bytes),
    })
    links.push(opened)
    return opened
  }

  return {
    http: async (url, { fields = [], bodies = 'dropped', ...ends }) =>
      (await link(url, ends, (hearer) => readHttpMessages(hearer, { fields, bodies }))).url,
    redis: async (url, ends) => (await link(url, ends, readRedisMessages)).url,
    kafka: (broker, { only, ...ends }) =>
      link(`kafka://${broker}`, ends, (hearer) => readKafkaMessages(hearer, only)),
    clear() {
      recorded = []
      omitted = 0
    },
    exchange(title) {
      const failure = failures.find(({ isOfAnother }) => !isOfAnother())
      if (failure !== undefined) {
        const { ends, cause } = failure
        const { message } = cause as Error
        throw new Error(`Cannot record exchange of ${ends.from} and ${ends.to}: ${message}`, {
          cause,
        })
      }
      const first = recorded[0]?.at ?? 0
      return {
        title,
        parties: [...parties],
        messages: recorded.map(({ message, ends, at }) => told(message, ends, at - first)),
        ...(omitted > 0 ? { omitted } : {}),
      }
    },
    [Symbol.asyncDispose]: once(async () => {
      for (const opened of links) await opened[Symbol.asyncDispose]()
    }),
  }
}

interface Unreadable {
  cause: unknown
  /**
   * A program that tries a port again and again may find a recorder there. It has asked nothing of this
   * protocol on its connection, and another connection has.
   */
  isOfAnother(): boolean
}

/** Gives each connection to one server a hearer of its own. */
function hearConnections(heard: {
  message(message: PassingMessage): void
  unreadable(failure: Unreadable): void
}): () => MessageHearer {
  const asking = new Set<MessageHearer>()
  return () => {
    const hearer: MessageHearer = {
      asked: () => void asking.add(hearer),
      message: (message) => heard.message(message),
      unreadable: (cause) =>
        heard.unreadable({ cause, isOfAnother: () => !asking.has(hearer) && asking.size > 0 }),
    }
    return hearer
  }
}

function told(message: PassingMessage, { from, to }: Ends, atMs: number): RecordedMessage {
  const { text, kind, fields, body, outcome } = message
  return {
    from,
    to,
    text,
    kind,
    ...(fields.length > 0 ? { fields } : {}),
    ...(body === undefined ? {} : { body }),
    ...(outcome === 'error' ? { outcome } : {}),
    atMs,
  }
}
