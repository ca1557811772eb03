import fc from 'fast-check'
import { Client } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { postgres } from '@lab/servers/postgres'
import { readPostgresMessages } from './postgres-messages.ts'
import { proxy } from './proxy.ts'

type Passing = ['sent' | 'received', Buffer]

/** What passed in a real session, after a real request for encryption that the server declined. */
let session: Passing[]
beforeAll(async () => {
  session = []
  await using db = await postgres()
  await using link = await proxy(db.url, {
    tap: (direction, bytes) => void session.push([direction, Buffer.from(bytes)]),
  })
  const encrypted = new Client({ connectionString: link.url, ssl: true })
  await encrypted.connect().catch(() => {})
  const client = new Client({ connectionString: link.url })
  await client.connect()
  await client.query('select 1; select 2')
  const ids = { name: 'ids', text: 'select generate_series(1, $1::int)' }
  await client.query({ ...ids, values: [3] })
  await client.query('select $1::text', ['ä'.repeat(5_000)])
  await client.query({ ...ids, values: [2] })
  await client.end()
})

/** What is read when `cut` says where the chunks end. */
function read(passing: Passing[], cut: (bytes: Buffer) => Buffer[]) {
  const done: number[] = []
  const heard = {
    statements: [] as string[],
    done,
    rows: 0,
    sent: 0,
    received: 0,
    encrypted: false,
  }
  const messages = readPostgresMessages({
    statement: (text) => void heard.statements.push(text),
    done: (rows) => void heard.done.push(rows),
    row: () => void (heard.rows += 1),
    bytes: (direction, length) => void (heard[direction] += length),
    encrypted: () => void (heard.encrypted = true),
  })
  for (const [direction, bytes] of passing)
    for (const chunk of cut(bytes)) messages[direction](chunk)
  return heard
}

function cutEvery(size: number) {
  return (bytes: Buffer) =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    )
}

describe('readPostgresMessages', () => {
  it('reads statements and rows, and no byte of login', () => {
    expect(read(session, (bytes) => [bytes])).toEqual({
      statements: [
        'select 1; select 2',
        'select generate_series(1, $1::int)',
        'select $1::text',
        'select generate_series(1, $1::int)',
      ],
      done: [2, 3, 1, 2],
      rows: 8,
      sent: 10_236,
      received: 10_394,
      encrypted: false,
    })
  })

  it('reads the same from single bytes', () => {
    expect(read(session, cutEvery(1))).toEqual(read(session, (bytes) => [bytes]))
  })

  it('reads the same wherever the chunks are cut', () => {
    const whole = read(session, (bytes) => [bytes])
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 12_000 })), (sizes) => {
        const cut = (bytes: Buffer) => {
          const chunks: Buffer[] = []
          for (let from = 0; from < bytes.length; from += chunks.at(-1)!.length)
            chunks.push(bytes.subarray(from, from + sizes.next().value))
          return chunks
        }
        expect(read(session, cut)).toEqual(whole)
      }),
      { numRuns: 50 },
    )
  })

  it('says that it can read no more once the server agrees to encrypt', () => {
    const [request, _refusal, ...rest] = session
    const passing: Passing[] = [request!, ['received', Buffer.from('S')], ...rest]
    expect(read(passing, cutEvery(1))).toEqual({
      statements: [],
      done: [],
      rows: 0,
      sent: 0,
      received: 0,
      encrypted: true,
    })
  })

  it('gives each of several statements before one Sync its own rows', () => {
    const message = (type: string, body = '') => {
      const bytes = Buffer.from(`${type}----${body}`)
      bytes.writeInt32BE(bytes.length - 1, 1)
      return bytes
    }
    const startup = Buffer.alloc(8)
    startup.writeInt32BE(8, 0)
    startup.writeInt32BE(3 << 16, 4)
    const execute = ['P', 'B', 'E'].map((type) => message(type, '\0delete from posts\0'))
    const heard = read(
      [
        ['sent', startup],
        ['received', message('Z', 'I')],
        ['sent', Buffer.concat([...execute, ...execute, ...execute, message('S')])],
        [
          'received',
          Buffer.concat([
            message('C', 'DELETE 3\0'),
            message('C', 'DELETE 2\0'),
            message('Z', 'I'),
          ]),
        ],
      ],
      (bytes) => [bytes],
    )
    // The third was skipped: the server said no more of it before "ready for query".
    expect(heard.done).toEqual([3, 2, 0])
  })
})
