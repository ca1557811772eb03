import { feedReading } from './byte-reader.ts'
import type { ByteReader, Reading } from './byte-reader.ts'
import { UnreadableError } from './messages.ts'
import type { MessageHearer, MessageReader } from './messages.ts'

const mostOfAnArgument = 60
const mostOfAReply = 200
const mostElements = 20
const mostUnanswered = 100_000

// How a client greets, with its password; they say nothing of the story.
const greetings = new Set(['HELLO', 'AUTH', 'SELECT', 'CLIENT', 'INFO', 'QUIT'])
// Their arguments may be passwords.
const secrets = new Set(['ACL', 'CONFIG', 'MIGRATE'])
const subscriptions = /^[PS]?(UN)?SUBSCRIBE$/
const published = /^\["([ps]?message|[ps]?(un)?subscribe)"/

interface RedisReply {
  text: string
  isError: boolean
  isPushed: boolean
}

/**
 * Reads the commands and replies of one connection in RESP2 or RESP3. Commands of the greeting, and
 * the arguments of those that may have a password, are not told. `CLIENT REPLY OFF` is not understood.
 */
export function readRedisMessages(hearer: MessageHearer): MessageReader {
  /** For each command without a reply: whether it was told. */
  const unanswered: boolean[] = []

  function* commands(reader: ByteReader): Reading<void> {
    for (;;) {
      const line = yield* reader.line()
      if (line === '') continue
      const words = line.startsWith('*') ? yield* readArguments(reader, line) : line.split(' ')
      const name = words[0]?.toUpperCase() ?? ''
      const isTold = !greetings.has(name)
      hearer.asked()
      // A subscription is answered by as many messages as it has channels.
      if (!subscriptions.test(name)) unanswered.push(isTold)
      if (unanswered.length > mostUnanswered)
        throw new UnreadableError(
          'the replies of Redis',
          `${unanswered.length} commands without one`,
        )
      const text = secrets.has(name) ? name : words.join(' ')
      if (isTold) hearer.message({ kind: 'request', text, fields: [], outcome: 'ok' })
    }
  }

  function* replies(reader: ByteReader): Reading<void> {
    for (;;) {
      const { text, isError, isPushed } = yield* readReply(reader)
      const isMessage = isPushed || published.test(text) || unanswered.length === 0
      const isTold = isMessage || unanswered.shift()
      const kind = isMessage ? 'message' : 'reply'
      if (isTold) hearer.message({ kind, text, fields: [], outcome: isError ? 'error' : 'ok' })
    }
  }

  return {
    sent: feedReading(commands, (error) => hearer.unreadable(error)),
    received: feedReading(replies, (error) => hearer.unreadable(error)),
  }
}

function* readArguments(reader: ByteReader, header: string): Reading<string[]> {
  const count = numberOf(header)
  const kept: string[] = []
  for (let index = 0; index < count; index++) {
    const length = numberOf(yield* reader.line())
    const text = yield* reader.text(length, mostOfAnArgument)
    yield* reader.line()
    if (kept.length < mostElements) kept.push(text)
  }
  if (count > mostElements) kept.push(`... (${count.toLocaleString('en-US')} arguments)`)
  return kept
}

function* readReply(reader: ByteReader): Reading<RedisReply> {
  const header = yield* reader.line()
  // An attribute stands before the reply that it describes.
  if (header.startsWith('|')) {
    yield* readElements(reader, numberOf(header) * 2)
    return yield* readReply(reader)
  }
  if (/^[*~>%]/.test(header)) {
    const count = numberOf(header)
    const isPushed = header.startsWith('>')
    if (count < 0) return { text: '(nil)', isError: false, isPushed }
    const text = yield* readElements(reader, header.startsWith('%') ? count * 2 : count)
    return { text, isError: false, isPushed }
  }
  const { text, isError } = yield* readSingle(reader, header)
  return { text: text ?? '(nil)', isError, isPushed: false }
}

function* readElements(reader: ByteReader, count: number): Reading<string> {
  const kept: string[] = []
  for (let index = 0; index < count; index++) {
    const text = yield* readElement(reader)
    if (kept.length < mostElements) kept.push(text)
  }
  if (count > mostElements) kept.push(`... (${count.toLocaleString('en-US')} elements)`)
  return `[${kept.join(',')}]`
}

function* readElement(reader: ByteReader): Reading<string> {
  const header = yield* reader.line()
  if (/^[*~>%]/.test(header)) {
    const count = numberOf(header)
    if (count < 0) return 'null'
    return yield* readElements(reader, header.startsWith('%') ? count * 2 : count)
  }
  const { text } = yield* readSingle(reader, header)
  if (text === undefined) return 'null'
  return /^[:,#(]/.test(header) ? text : JSON.stringify(text)
}

function* readSingle(
  reader: ByteReader,
  header: string,
): Reading<{ text: string | undefined; isError: boolean }> {
  const rest = header.slice(1)
  switch (header[0]) {
    case '+':
    case ':':
    case ',':
    case '(':
      return { text: rest, isError: false }
    case '#':
      return { text: rest === 't' ? 'true' : 'false', isError: false }
    case '-':
      return { text: rest, isError: true }
    case '_':
      return { text: undefined, isError: false }
    case '$':
    case '=':
    case '!': {
      const length = numberOf(header)
      if (length < 0) return { text: undefined, isError: false }
      const text = yield* reader.text(length, mostOfAReply)
      yield* reader.line()
      // A verbatim string says its format first, as `txt:`.
      return { text: header[0] === '=' ? text.slice(4) : text, isError: header[0] === '!' }
    }
    default:
      throw new UnreadableError('a reply of Redis', header)
  }
}

/** The number behind a type's sign. */
function numberOf(header: string): number {
  const number = Number(header.slice(1))
  if (header.length < 2 || !Number.isSafeInteger(number)) throw new UnreadableError('RESP', header)
  return number
}
