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
    message: (message) => void heard.push(message),
    unreadable: (error) => void failures.push(error),
  })
  for (const [direction, bytes] of passing) for (const piece of cut(bytes)) reader[direction](piece)
  return { heard, failures }
}

/** Asserts that the same is read from single bytes, and wherever the pieces end. */
export function expectSameWhereverCut(passing: Passing, read: Read): void {
  const whole = readAll(passing, read)
  const cutBy = (sizes: Iterator<number>) => (bytes: Buffer) => {
    const pieces: Buffer[] = []
    for (let from = 0; from < bytes.length; from += pieces.at(-1)!.length)
      pieces.push(bytes.subarray(from, from + (sizes.next().value as number)))
    return pieces
  }
  const ones = fc.sample(fc.infiniteStream(fc.constant(1)), 1)[0]!
  expect(readAll(passing, read, cutBy(ones))).toEqual(whole)
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 400 })), (sizes) => {
      expect(readAll(passing, read, cutBy(sizes))).toEqual(whole)
    }),
    { numRuns: 40 },
  )
}

/** Asserts that nothing that comes can break a reader: it reads on, or says once a side why not. */
export function expectNoBytesToBreak(read: Read): void {
  const direction = fc.constantFrom('sent' as const, 'received' as const)
  const bytes = fc.uint8Array({ maxLength: 200 }).map((values) => Buffer.from(values))
  fc.assert(
    fc.property(fc.array(fc.tuple(direction, bytes), { maxLength: 6 }), (passing) => {
      expect(readAll(passing, read).failures.length).toBeLessThanOrEqual(2)
    }),
  )
}
