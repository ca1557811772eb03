import { endOf, union } from '../explore/footprint.ts'
import type { Access, Footprint } from '../explore/footprint.ts'
import type { Schema } from './footprint-of-statement.ts'
import type { ParsedStatement } from './parse-sql.ts'
import type { SerializableRun } from './serializable-run.ts'
import { inner, traitsOf } from './statement-kind.ts'
import type { Level, StatementKind, Traits } from './statement-kind.ts'

/** Follows one session's transactions, to know what their end will publish. */
export interface TransactionTracker {
  /**
   * Announces the session's next statement.
   *
   * @param statement undefined if the parser does not know it.
   */
  next(statement: ParsedStatement | undefined, known: Known): TrackedStatement
}

interface Known {
  /** undefined if the schema changes while the program runs. */
  schema: Schema | undefined
  serializable: SerializableRun
}

export interface TrackedStatement {
  /** Hears that its turn has come: what others have done until now counts. */
  sends(): void
  /** Hears that the reply is here, because an error ends a transaction's locks early. */
  replied(hasFailed: boolean): void
  /** What the statement touched, as far as it got. */
  footprint(): Footprint
  /** Whether locks went with it: they last until the transaction ends or fails. */
  ends(): boolean
}

const snapshot = '(snapshot)'
const notKnown: Pick<Traits, 'kind' | 'levels' | 'unlocks'> = {
  kind: 'other',
  levels: {},
  unlocks: true,
}
const takesSnapshot: Access = { resource: snapshot, mode: 'read' }

/**
 * @param status What the server last said: `I` outside of a transaction, `T` inside, `E` when it has failed.
 * @param usualLevel What `default_transaction_isolation` is when the session begins.
 */
export function trackTransaction(
  status: () => string | null,
  usualLevel: Level,
): TransactionTracker {
  let usual = usualLevel
  let level = usual
  let touched: Footprint = []
  let hasSnapshot = false
  let hasSavepoint = false
  let run: SerializableRun | undefined
  const self = {}
  const isSerializable = () => level !== 'read committed' && level !== 'repeatable read'

  return {
    next(statement, known) {
      // What an earlier run has set is gone.
      if (known.serializable !== run) {
        run = known.serializable
        usual = usualLevel
        if (status() === 'I') level = usual
      }
      const { kind, levels, unlocks } = statement === undefined ? notKnown : traitsOf(statement)
      if (kind === 'begin' && status() === 'I') level = levels.now ?? usual
      else if (levels.now !== undefined) level = levels.now
      if (levels.usual !== undefined) usual = levels.usual
      if (kind === 'savepoint') hasSavepoint = true

      const own = ownFootprint(kind, statement, known.schema, { level, hasSnapshot })
      // A commit may wait too, for a check that was deferred: what it waits to do counts.
      let footprint = kind === 'end' ? endFootprint(touched) : own.footprint
      // A function may set anything, the level of the transactions to come included.
      if (footprint === 'everything') usual = 'unknown'
      let ends = true
      return {
        sends() {
          if (!isSerializable() || own.data.length === 0) return
          footprint = union(footprint, known.serializable.touches(self, own.data))
        },
        replied(hasFailed) {
          const now = status()
          const all = union(touched, footprint)
          ends = now !== 'T' || hasFailed || kind === 'end' || kind === 'rollback-to'
          ends ||= footprint === 'everything' || unlocks
          if (ends && kind !== 'begin' && kind !== 'setting') {
            footprint = union(footprint, endFootprint(all))
            if (isSerializable()) footprint = union(footprint, known.serializable.ends(self))
          }
          if (kind === 'data') hasSnapshot = true
          // Of a failed transaction nothing is left, unless it goes back to a savepoint.
          touched = now === 'T' || (now === 'E' && hasSavepoint) ? all : []
          // `commit and chain` begins the next one, at the same level.
          if (kind === 'end' || now === 'I') {
            touched = []
            hasSnapshot = hasSavepoint = false
          }
          if (now === 'I') level = usual
        },
        footprint: () => footprint,
        ends: () => ends,
      }
    },
  }
}

/**
 * What a statement touches by itself: the data that it names, and what of it counts at its level.
 */
function ownFootprint(
  kind: StatementKind,
  statement: ParsedStatement | undefined,
  schema: Schema | undefined,
  { level, hasSnapshot }: { level: Level; hasSnapshot: boolean },
): { data: Footprint; footprint: Footprint } {
  if (kind !== 'data' && kind !== 'other') return { data: [], footprint: [] }
  const isOpaque = kind === 'other' || level === 'deferrable'
  const data =
    isOpaque || statement === undefined || schema === undefined
      ? 'everything'
      : schema.footprintOf(inner(statement))
  if (data === 'everything' || level === 'read committed') return { data, footprint: data }
  const seesOldRows = hasSnapshot && level !== 'unknown'
  return { data, footprint: seesOldRows ? withoutReads(data) : [...data, takesSnapshot] }
}

/** What the end of a transaction touches that has touched all this. */
function endFootprint(all: Footprint): Footprint {
  const end = endOf(all)
  if (end === 'everything') return end
  const publishes = end.some(({ mode }) => mode.startsWith('publish'))
  return publishes ? [...end, { resource: snapshot, mode: 'publish' }] : end
}

/** Behind its first statement a snapshot shows what it showed before, whatever others commit. */
function withoutReads(footprint: readonly Access[]): Access[] {
  return footprint.filter(({ resource, mode }) => mode !== 'read' || resource === '(catalog)')
}
