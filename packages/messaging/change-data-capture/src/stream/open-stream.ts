// Reads a logical slot with pgoutput, which is built into PostgreSQL, one transaction at a time.
// A transaction comes after its commit, and again after a restart until its position is confirmed.
import type { Pool } from 'pg'
import { LogicalReplicationService, PgoutputPlugin } from 'pg-logical-replication'
import type { Pgoutput } from 'pg-logical-replication'
import { until } from '../until.ts'
import { lsnOf, positionOf } from './position.ts'

export type Change =
  | Pgoutput.MessageInsert
  | Pgoutput.MessageUpdate
  | Pgoutput.MessageDelete
  | Pgoutput.MessageTruncate

export interface Transaction {
  /** Where the commit ends in the log: what a consumer confirms, and goes by. */
  lsn: string
  changes: Change[]
}

export interface StreamOptions {
  url: string
  plain: Pool
  slot: string
}

/** Opens the slot, which has one reader at a time. */
export async function openStream(options: StreamOptions) {
  const { plain, slot } = options
  await until('the slot is free', () => isFree(options))
  const service = new LogicalReplicationService(
    // With its timer off the library answers no keepalive, and a server that waits for an answer
    // ends the connection, after 60 seconds by default.
    { options: '-c wal_sender_timeout=0', connectionString: options.url },
    // Both off: `auto` confirms what an async handler has not done yet, and so does the timer.
    { acknowledge: { auto: false, timeoutSeconds: 0 } },
  )
  const received = collectTransactions(service)
  const started = new Promise<void>((resolve) => void service.once('start', resolve))
  const ended = service.subscribe(new PgoutputPlugin(publication), slot)
  // Whoever waits next hears of it.
  ended.catch(received.fail)
  await Promise.race([started, ended]).catch(async (error: Error) => {
    await service.destroy()
    throw error
  })
  const confirmed = (lsn: string) =>
    until('the slot knows', async () => {
      const { rows } = await plain.query(
        'select confirmed_flush_lsn >= $2::pg_lsn as so from pg_replication_slots where slot_name = $1',
        [slot, lsn],
      )
      return rows[0].so
    })
  return {
    next: received.next,
    /**
     * All that is committed by now, without the transactions that changed nothing.
     *
     * @returns The transactions, and where the message ends that was written after them.
     */
    async drain(): Promise<{ transactions: Transaction[]; lsn: string }> {
      const end = await markLog(plain)
      await using _ = keepWaking(plain)
      const transactions: Transaction[] = []
      for (;;) {
        const one = await received.next()
        if (positionOf(one.lsn) > end) return { transactions, lsn: one.lsn }
        if (one.changes.length > 0) transactions.push(one)
      }
    },
    /** Tells the slot that all before this position is done; returns when the slot knows. */
    async confirm(lsn: string): Promise<void> {
      // The library adds a byte to what it is given, which is one too many.
      await service.acknowledge(lsnOf(positionOf(lsn) - 1n))
      await confirmed(lsn)
    },
    /** The same with the position as the library takes it. */
    async acknowledge(lsn: string): Promise<void> {
      await service.acknowledge(lsn)
      await confirmed(lsn)
    },
    async [Symbol.asyncDispose]() {
      await service.destroy()
      await until('the slot is free', () => isFree(options))
    },
  }
}

const publication: Pgoutput.Options = {
  protoVersion: 1,
  publicationNames: ['orders'],
  messages: true,
}

const wakeEachMs = 100

/**
 * Commits again and again. A reader looks for new records, then goes to sleep, and PostgreSQL 18
 * does not wake it for a commit between the two; the next commit does.
 */
function keepWaking(plain: Pool): AsyncDisposable {
  let last: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    last = last.then(() => markLog(plain)).catch(() => {})
  }, wakeEachMs)
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await last
    },
  }
}

/** Writes a message to the log, as a transaction of its own. */
export async function markLog(plain: Pool): Promise<bigint> {
  const { rows } = await plain.query(`select pg_logical_emit_message(true, 'lab', '') as here`)
  return positionOf(rows[0].here)
}

/** Puts the messages of a transaction together, and gives it to whoever waits. */
function collectTransactions(service: LogicalReplicationService) {
  const done: Transaction[] = []
  let changes: Change[] = []
  let failure: Error | undefined
  let wake = () => {}
  service.on('error', () => {})
  service.on('data', (_lsn: string, message: Pgoutput.Message) => {
    if (message.tag === 'begin') changes = []
    if (isChange(message)) changes.push(message)
    if (message.tag === 'commit') done.push({ lsn: message.commitEndLsn!, changes })
    if (message.tag === 'commit') wake()
  })
  return {
    async next(): Promise<Transaction> {
      while (done.length === 0) {
        if (failure !== undefined) throw failure
        await new Promise<void>((resolve) => (wake = resolve))
      }
      return done.shift()!
    },
    fail(error: Error): void {
      failure = error
      wake()
    },
  }
}

function isChange(message: Pgoutput.Message): message is Change {
  return ['insert', 'update', 'delete', 'truncate'].includes(message.tag)
}

async function isFree({ plain, slot }: StreamOptions): Promise<boolean> {
  const { rowCount } = await plain.query(
    'select from pg_replication_slots where slot_name = $1 and active',
    [slot],
  )
  return rowCount === 0
}
