import type pg from 'pg'
import { boundText } from '../bound-text.ts'
import { valueText } from '../ending.ts'

const mostCharacters = 10_000
const mostOfValue = 1_000

/** Writes a statement as people read it: on one line, with its parameters in place. */
export function fillParameters(text: string, values: readonly unknown[]): string {
  const filled = boundText(text, mostCharacters).replace(
    /\$(\d+)/g,
    (placeholder, number: string) => {
      const index = Number(number) - 1
      return index < values.length ? boundText(literal(values[index]), mostOfValue) : placeholder
    },
  )
  return boundText(filled.replace(/\s+/g, ' ').trim(), mostCharacters)
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return String(value)
  }
  if (Array.isArray(value)) return `'{${value.map(String).join(',')}}'`
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'string'
        ? value
        : valueText(value)
  return `'${text.replaceAll("'", "''")}'`
}

/** Writes a reply in a few words: its rows when there are any, else the command's tag. */
export function describeResult(result: pg.QueryResult | pg.QueryResult[]): string {
  if (Array.isArray(result)) return result.map(describeResult).join('; ')
  if (result.fields.length === 0) return [result.command, result.rowCount ?? []].flat().join(' ')
  if (result.rows.length === 0) return 'no row'
  const rows = result.rows.slice(0, 5).map(describeRow)
  const more = result.rows.length - rows.length
  const text = more > 0 ? `${rows.join(', ')}, and ${more} more` : rows.join(', ')
  return boundText(text, mostCharacters)
}

function describeRow(row: Record<string, unknown>): string {
  const cells = Object.entries(row).map(([name, value]) => `${name} ${plain(value)}`)
  return cells.length === 1 ? cells[0]! : `(${cells.join(', ')})`
}

function plain(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return boundText(typeof value === 'string' ? value : valueText(value), mostOfValue)
}
