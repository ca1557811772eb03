import fc from 'fast-check'
import { expect } from 'vitest'
import type { MessageHearer, MessageReader, PassingMessage } from './messages.ts'

/** What passed on one connection, as the proxy saw it. */
export type Passing = ['sent' | 'received', Buffer][]

type Read = (hearer: MessageHearer) => MessageReader

/** What is read when `cut` says where the pieces end. */
export function readAll(passing: Passing, read: Read, cut = (bytes: Buffer) => [bytes]) {
  const heard: PassingMessage[] = []
  const failures: unknown[] = []
  const reader = read({
    asked: () => {},
    message: (message) => void heard.push(message),
    unreadable: (error) => void failures.push(error),
  })
  for (const [direction, bytes] of passing) for (const piece of cut(bytes)) reader[direction](piece)
  return { heard, failures }
}

/** Says what is read otherwise when the bytes come one by one, or are cut anywhere; if anything is. */
export function differenceWhenCut(passing: Passing, read: Read): string | undefined {
  const whole = readAll(passing, read)
  const sizes = fc.oneof(
    fc.infiniteStream(fc.constant(1)),
    fc.infiniteStream(fc.integer({ min: 1, max: 400 })),
  )
  const sameAsWhole = fc.property(sizes, (stream) => {
    const cut = (bytes: Buffer) => {
      const pieces: Buffer[] = []
      for (let from = 0; from < bytes.length; from += pieces.at(-1)!.length)
        pieces.push(bytes.subarray(from, from + stream.next().value))
      return pieces
    }
    expect(readAll(passing, read, cut)).toEqual(whole)
  })
  const { failed, errorInstance } = fc.check(sameAsWhole, { numRuns: 40 })
  return failed ? String(errorInstance) : undefined
}

// What begins like a message, and its parts.
const pieces = [
  '\r\n',
  'GET / HTTP/1.1\r\n',
  'HTTP/1.1 200 OK\r\n',
  'Content-Length: 5\r\n\r\n',
  'Transfer-Encoding: chunked\r\n\r\nzz\r\n',
  '*2\r\n',
  '$3\r\nabc\r\n',
  '>1\r\n:1\r\n',
  '*999999999999999999999\r\n',
  '\0\0\0\x0c\0\x0b\0\x05\0\0\0\x01\0\x02ab',
  '\0\0\0\x08\0\0\0\x01\0\0\0\x19',
  '\x7f\xff\xff\xff',
]

/** The most that a reader complains of, whatever comes; what it throws is thrown. */
export function mostFailures(read: Read): number {
  const direction = fc.constantFrom('sent' as const, 'received' as const)
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((values) => Buffer.from(values)),
    fc.constantFrom(...pieces).map((text) => Buffer.from(text, 'latin1')),
  )
  const passing = fc.array(fc.tuple(direction, bytes), { maxLength: 12 })
  const samples = fc.sample(passing, { numRuns: 1_000, seed: 7 })
  return Math.max(...samples.map((one) => readAll(one, read).failures.length))
}
