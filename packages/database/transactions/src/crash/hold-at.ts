import { proxy } from '@lab/wire/proxy'
import { Pool } from 'pg'

/** Where a statement is stopped: on its way to the server, or its answer on the way back. */
export interface CrashPoint {
  /** Which statement, from 0. */
  statement: number
  stopped: 'not received' | 'not answered'
}

export interface HeldWay extends AsyncDisposable {
  /** The server's, through the proxy. */
  url: string
  /** Resolves when the statement is stopped there. */
  held: Promise<void>
  /** The statements that the client has sent so far. */
  statements: string[]
  /** Resets the connections, as the end of the server does. */
  cut(): Promise<void>
  /** Lets everything pass from now on, for new connections. */
  open(): Promise<void>
}

/**
 * Opens a way to the server that stops at one point of what one client sends. From then on nothing
 * passes: the server has done everything before that point and nothing after it.
 *
 * @param point Where; without one everything passes.
 */
export async function holdAt(url: string, point?: CrashPoint): Promise<HeldWay> {
  const statements: string[] = []
  const held = Promise.withResolvers<void>()
  let isOpen = point === undefined
  const stop = (stopped: CrashPoint['stopped']) => {
    if (isOpen || point?.stopped !== stopped || point.statement !== statements.length - 1) return
    // The bytes that are seen here pass only after this, so they are held, too.
    link.hang()
    held.resolve()
  }
  const link = await proxy(url, {
    tap(direction, bytes) {
      const text = direction === 'sent' ? statementIn(bytes) : undefined
      if (text !== undefined) {
        statements.push(text)
        stop('not received')
      }
      if (direction === 'received' && isAnswered(bytes)) stop('not answered')
    },
  })
  return {
    url: link.url,
    held: held.promise,
    statements,
    cut: link.cut,
    open() {
      isOpen = true
      return link.restore()
    },
    [Symbol.asyncDispose]: () => link[Symbol.asyncDispose](),
  }
}

/** How many statements some work sends when nothing stops it. */
export async function countStatements(
  url: string,
  work: (pool: Pool) => Promise<unknown>,
): Promise<number> {
  await using way = await holdAt(url)
  const pool = openPool(way.url)
  await work(pool)
  await pool.end()
  return way.statements.length
}

/** A pool of one connection, whose end reaches its user by the statements alone. */
export function openPool(url: string): Pool {
  return new Pool({ connectionString: url, max: 1 })
    .on('error', () => {})
    .on('connect', (client) => client.on('error', () => {}))
}

/** The text of a Query or Parse message, which begins what `pg` sends for a statement. */
function statementIn(bytes: Buffer): string | undefined {
  const type = String.fromCharCode(bytes[0] ?? 0)
  const texts = bytes.toString('utf8', 5).split('\0')
  return type === 'Q' ? texts[0] : type === 'P' ? texts[1] : undefined
}

/** Each answer ends in ReadyForQuery: Z, a length of 5, and the state of the transaction. */
function isAnswered(bytes: Buffer): boolean {
  return bytes.subarray(-6, -1).equals(Buffer.from('Z\0\0\0\x05'))
}
