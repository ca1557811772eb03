import type pg from 'pg'
import type { Catalog } from './catalog.ts'
import { union } from './footprint.ts'
import type { Access, Footprint } from './footprint.ts'
import {
  bareStatement,
  footprintOfEnd,
  footprintOfStatement,
  kindOfStatement,
} from './statement-footprint.ts'

/** Follows one session's transactions, to know what their end will publish. */
export interface TransactionTracker {
  /** Announces the session's next statement. */
  next(text: string, catalog: Catalog): TrackedStatement
}

export interface TrackedStatement {
  /** Watches the reply, because an error ends a transaction's locks early. */
  sent<Value>(reply: Promise<Value>): Promise<Value>
  /** What the statement touched, as far as it got. */
  footprint(): Footprint
  /** Whether locks went with it: they last until the transaction ends or fails. */
  ends(): boolean
}

const snapshot = '(snapshot)'
const serialization = '(serialization)'

export function trackTransaction(client: pg.Client, defaultIsolation: string): TransactionTracker {
  let usual = defaultIsolation
  let isolation = usual
  let touched: Footprint = []

  return {
    next(text, catalog) {
      const bare = bareStatement(text)
      const kind = kindOfStatement(bare)
      const named = isolationIn(bare)
      if (kind === 'begin') isolation = named ?? usual
      else if (kind === 'neutral' && named !== undefined) isolation = named
      // A default set at run time counts as the strictest level: that only prunes less.
      if (/^set .*(characteristics|default_transaction)/.test(bare)) usual = 'serializable'

      let footprint = ownFootprint(kind, bare, isolation, catalog)
      let ends = true
      return {
        async sent(reply) {
          try {
            return await reply
          } finally {
            const all = union(touched, footprint)
            const status = client.getTransactionStatus()
            // In `E` the transaction has failed, and its locks are gone already.
            ends = status !== 'T' || kind === 'rollback-to' || kind === 'unknown'
            ends ||= bare.includes('advisory_unlock')
            if (ends) footprint = union(footprint, endFootprint(all, isolation))
            touched = status === 'T' ? all : []
            if (status === 'I') isolation = usual
          }
        },
        footprint: () => footprint,
        ends: () => ends,
      }
    },
  }
}

function isolationIn(bare: string): string | undefined {
  return /isolation level (serializable|repeatable read|read (?:un)?committed)/.exec(bare)?.[1]
}

function ownFootprint(
  kind: ReturnType<typeof kindOfStatement>,
  bare: string,
  isolation: string,
  catalog: Catalog,
): Footprint {
  if (kind === 'unknown') return 'everything'
  if (kind !== 'data') return []
  const level: Access[] = []
  if (isolation !== 'read committed' && isolation !== 'read uncommitted') {
    level.push({ resource: snapshot, mode: 'read' })
  }
  if (isolation === 'serializable') level.push({ resource: serialization, mode: 'write' })
  return union(footprintOfStatement(bare, catalog), level)
}

function endFootprint(touched: Footprint, isolation: string): Footprint {
  if (touched === 'everything') return 'everything'
  const ends = footprintOfEnd(touched)
  if (ends.some(({ mode }) => mode.startsWith('publish'))) {
    ends.push({ resource: snapshot, mode: 'publish' })
  }
  if (isolation === 'serializable') ends.push({ resource: serialization, mode: 'write' })
  return ends
}
