import { feedReading } from './byte-reader.ts'
import type { ByteReader, Reading } from './byte-reader.ts'
import { UnreadableError } from './messages.ts'
import type { MessageHearer, MessageReader, PassingMessage } from './messages.ts'

const mostFields = 100
const mostOfABody = 2_000

export interface HttpReading {
  /** The fields to keep, in any case; as they are written on the wire. */
  fields: readonly string[]
  /** Whether to keep bodies: their first 2,000 bytes, unless they are compressed. */
  bodies: 'kept' | 'dropped'
}

interface Head {
  kept: PassingMessage['fields']
  length: number
  isChunked: boolean
  isCompressed: boolean
}

/**
 * Reads the requests and replies of one connection: HTTP/1.1 as in RFC 9112. A reply without a request
 * is not told, and nothing after a switch of protocols.
 */
export function readHttpMessages(hearer: MessageHearer, wanted: HttpReading): MessageReader {
  const names = new Set(wanted.fields.map((name) => name.toLowerCase()))
  const mostKept = wanted.bodies === 'kept' ? mostOfABody : 0
  /** Of the requests that have no reply yet. */
  const methods: string[] = []
  let isSwitched = false

  function* requests(reader: ByteReader): Reading<void> {
    for (;;) {
      yield* reader.more()
      if (isSwitched) yield* reader.rest()
      const line = yield* reader.line()
      if (line === '') continue
      const [, method, target] = /^([A-Z-]+) (\S+) HTTP\/1\.[01]$/.exec(line) ?? []
      if (method === undefined) throw new UnreadableError('a request of HTTP/1.1', line)
      // Its reply may come before its head has ended, as 431 does.
      methods.push(method)
      hearer.asked()
      const head = yield* readHead(reader, names)
      const message = messageOf('request', `${method} ${target}`, head)
      hearer.message(message)
      yield* readBody(reader, keepBody(mostKept, message, head), head, 'none')
    }
  }

  function* replies(reader: ByteReader): Reading<void> {
    for (;;) {
      const line = yield* reader.line()
      const [, digits, reason = ''] = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(line) ?? []
      if (digits === undefined) throw new UnreadableError('a reply of HTTP/1.1', line)
      const status = Number(digits)
      const head = yield* readHead(reader, names)
      const message = messageOf('reply', `${digits} ${reason}`.trim(), head)
      if (status >= 400) message.outcome = 'error'
      // A server that cannot read what another program sends here refuses it: 400.
      if (methods.length > 0) hearer.message(message)
      const method = status < 200 ? undefined : methods.shift()
      isSwitched = status === 101 || (method === 'CONNECT' && status < 300)
      if (isSwitched) yield* reader.rest()
      if (method === 'HEAD' || status < 200 || status === 204 || status === 304) continue
      yield* readBody(reader, keepBody(mostKept, message, head), head, 'until the end')
    }
  }

  return {
    sent: feedReading(requests, (error) => hearer.unreadable(error)),
    received: feedReading(replies, (error) => hearer.unreadable(error)),
  }
}

function* readHead(reader: ByteReader, names: ReadonlySet<string>): Reading<Head> {
  const head: Head = { kept: [], length: -1, isChunked: false, isCompressed: false }
  for (;;) {
    const line = yield* reader.line()
    if (line === '') return head
    const colon = line.indexOf(':')
    const name = line.slice(0, colon)
    const value = line.slice(colon + 1).trim()
    const lower = name.toLowerCase()
    if (lower === 'content-length') head.length = Number(value)
    if (lower === 'transfer-encoding') head.isChunked = /\bchunked$/i.test(value)
    if (lower === 'content-encoding') head.isCompressed = value !== 'identity'
    if (names.has(lower) && head.kept.length < mostFields) head.kept.push({ name, value })
  }
}

const noNames: ReadonlySet<string> = new Set()

function* readBody(
  reader: ByteReader,
  body: KeptBody,
  head: Head,
  otherwise: 'none' | 'until the end',
): Reading<void> {
  if (head.isChunked) {
    for (;;) {
      const line = yield* reader.line()
      const length = Number.parseInt(line, 16)
      if (Number.isNaN(length)) throw new UnreadableError('a chunk of HTTP/1.1', line)
      if (length === 0) break
      body.add(length, yield* reader.bytes(length, body.room()))
      yield* reader.line()
    }
    // Fields may follow, which are not kept.
    yield* readHead(reader, noNames)
  } else if (head.length >= 0) {
    body.add(head.length, yield* reader.bytes(head.length, body.room()))
  } else if (otherwise === 'until the end') yield* reader.rest()
}

function messageOf(kind: 'request' | 'reply', text: string, { kept }: Head): PassingMessage {
  return { kind, text, fields: kept, outcome: 'ok' }
}

interface KeptBody {
  room(): number
  add(length: number, bytes: Buffer): void
}

/** Gathers the first bytes of a body into its message, unless they are compressed. */
function keepBody(mostKept: number, message: PassingMessage, { isCompressed }: Head): KeptBody {
  const most = isCompressed ? 0 : mostKept
  let kept: Buffer = Buffer.alloc(0)
  let total = 0
  return {
    room: () => most - kept.length,
    add(length, bytes) {
      total += length
      if (most === 0 || total === 0) return
      kept = Buffer.concat([kept, bytes])
      const text = kept.toString()
      message.body =
        total > kept.length ? `${text}... (${total.toLocaleString('en-US')} bytes)` : text
    },
  }
}
