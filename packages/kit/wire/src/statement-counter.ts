import { AssertionError } from 'node:assert'
import type { Client, Pool, PoolConfig } from 'pg'
import { once } from '@lab/servers/once'
import { createPostgresClients } from '@lab/servers/postgres-clients'
import { readPostgresMessages } from './postgres-messages.ts'
import type { PostgresMessages } from './postgres-messages.ts'
import { proxy } from './proxy.ts'
import type { ProxyOptions } from './proxy.ts'
import { statementLines } from './statement-lines.ts'

/** What passed between clients and the server. Login is not counted. */
export interface Traffic {
  /** The text of each statement, in the order in which they were sent. */
  statements: string[]
  rows: number
  /** Of PostgreSQL's messages, without what TCP adds. */
  bytes: { sent: number; received: number }
  /** On how many connections statements were sent. */
  connections: number
}

/** A statement that the server is done with. */
export interface DoneStatement {
  text: string
  /** Connections are numbered from 0. */
  connection: number
  /** How many it returned or changed; 0 also for one that failed. */
  rows: number
}

export interface StatementCounter extends AsyncDisposable {
  /** Of the database, by way of the counter: what connects here is counted. */
  readonly url: string
  /** Added to every round trip from now on, in milliseconds. */
  roundTripMs: number
  /** Opens a counted connection, which ends with the counter at the latest. */
  connect(): Promise<Client>
  /** Opens a counted pool, which ends with the counter at the latest. */
  pool(options?: PoolConfig): Pool
  /** Runs work, and says what passed meanwhile on all counted connections. */
  during<Result>(work: () => Promise<Result>): Promise<Traffic & { result: Result }>
  /**
   * Runs work, and throws if it sent another number of statements.
   * @returns What the work returned.
   * @throws {AssertionError} With the statements, equal ones once with their count.
   */
  expectStatements<Result>(expected: number, work: () => Promise<Result>): Promise<Result>
}

/**
 * Counts statements, rows and bytes where they pass: on the wire between clients and PostgreSQL.
 * A simple query counts once, also when its text has several statements; so does each Execute.
 * @param url Of the database.
 * @param options.roundTripMs Added to every round trip: 0 or more. Default 0.
 * @param options.onDone Hears each statement once the server is done with it.
 * @returns The counter; disposing it ends its connections.
 */
export async function statementCounter(
  url: string,
  options: { roundTripMs?: number; onDone?: (statement: DoneStatement) => void } = {},
): Promise<StatementCounter> {
  const { onDone = () => {}, ...ofProxy } = options
  const { tap, during } = recordTraffic(onDone)
  const link = await proxy(url, { ...ofProxy, tap })
  const clients = createPostgresClients(link.url)

  return {
    url: link.url,
    get roundTripMs() {
      return link.roundTripMs
    },
    set roundTripMs(value) {
      link.roundTripMs = value
    },
    connect: clients.connect,
    pool: clients.pool,
    during,
    async expectStatements(expected, work) {
      const { result, statements } = await during(work)
      if (statements.length === expected) return result
      throw new AssertionError({
        message: [
          `Expected ${expected} ${expected === 1 ? 'statement' : 'statements'}, ${statements.length} sent`,
          ...statementLines(statements),
        ].join('\n'),
        actual: statements.length,
        expected,
        operator: 'expectStatements',
      })
    },
    [Symbol.asyncDispose]: once(async () => {
      await clients.end()
      await link[Symbol.asyncDispose]()
    }),
  }
}

/** Records what a proxy sees while work is under way. */
function recordTraffic(
  onDone: (statement: DoneStatement) => void,
): Required<Pick<ProxyOptions, 'tap'>> & Pick<StatementCounter, 'during'> {
  const recordings = new Set<Recording>()
  const connections: PostgresMessages[] = []
  let encrypted = false
  const read = (connection: number): PostgresMessages => {
    const underWay: string[] = []
    return readPostgresMessages({
      statement(text) {
        underWay.push(text)
        recordings.forEach((one) => one.statement(text, connection))
      },
      done: (rows) => onDone({ text: underWay.shift()!, connection, rows }),
      bytes: (way, length) => recordings.forEach((one) => one.bytes(way, length)),
      row: () => recordings.forEach((one) => one.row()),
      encrypted: () => void (encrypted = true),
    })
  }
  return {
    tap(direction, bytes, connection) {
      connections[connection] ??= read(connection)
      connections[connection][direction](bytes)
    },
    async during(work) {
      const recording = createRecording()
      recordings.add(recording)
      try {
        const result = await work()
        if (encrypted)
          throw new Error(
            'Cannot count statements: the connection is encrypted\nTry: add sslmode=disable to the URL',
          )
        return { result, ...recording.traffic() }
      } finally {
        recordings.delete(recording)
      }
    },
  }
}

interface Recording {
  statement(text: string, connection: number): void
  bytes(direction: 'sent' | 'received', length: number): void
  row(): void
  traffic(): Traffic
}

function createRecording(): Recording {
  const statements: string[] = []
  const used = new Set<number>()
  const bytes = { sent: 0, received: 0 }
  let rows = 0
  return {
    statement(text, connection) {
      statements.push(text)
      used.add(connection)
    },
    bytes(direction, length) {
      bytes[direction] += length
    },
    row() {
      rows += 1
    },
    traffic: () => ({ statements, rows, bytes, connections: used.size }),
  }
}
