// Counts what one role asks of the database. A look that finds nothing and changes nothing is no work
// of an order, and is counted apart.
import type { DoneStatement } from '@lab/wire/statement-counter'

export interface Counted {
  /** Those of transactions that found or changed something, by their text. */
  texts: Map<string, number>
  /** Also a statement by itself is one. */
  transactions: number
  /** Transactions that found nothing and changed nothing, and their statements. */
  idle: { transactions: number; statements: number }
}

export interface TextCounter {
  add(statement: DoneStatement): void
  /** What was counted since the last time. */
  take(): Counted
}

const nothing = (): Counted => ({
  texts: new Map(),
  transactions: 0,
  idle: { transactions: 0, statements: 0 },
})

export function countByText(): TextCounter {
  let counted = nothing()
  const open = new Map<number, DoneStatement[]>()

  const end = (transaction: readonly DoneStatement[]) => {
    if (transaction.every(({ rows }) => rows === 0)) {
      counted.idle.transactions += 1
      counted.idle.statements += transaction.length
      return
    }
    counted.transactions += 1
    for (const { text } of transaction) {
      const line = text.replace(/\s+/g, ' ')
      counted.texts.set(line, (counted.texts.get(line) ?? 0) + 1)
    }
  }
  return {
    add(statement) {
      const { text, connection } = statement
      const transaction = open.get(connection) ?? []
      transaction.push(statement)
      if (/^begin/i.test(text)) open.set(connection, transaction)
      const isOver = /^(?:commit|rollback)/i.test(text)
      if (isOver) open.delete(connection)
      if (isOver || !open.has(connection)) end(transaction)
    },
    take() {
      const taken = counted
      counted = nothing()
      return taken
    },
  }
}
