import type { Client, QueryArrayResult } from 'pg'
import { withoutPadding } from './story.ts'

const asText = { getTypeParser: () => (text: string) => text }

/** Sends a statement and writes its reply as isolationtester prints it: rows, or the error. */
export async function printReply(client: Client, text: string): Promise<string[]> {
  try {
    const reply = (await client.query({ text, rowMode: 'array', types: asText })) as
      | QueryArrayResult
      | QueryArrayResult[]
    return [reply].flat().flatMap(printRows)
  } catch (error) {
    const { severity = 'REFUSED', message } = error as Error & { severity?: string }
    return [`${severity}:  ${message}`]
  }
}

function printRows({ fields, rows }: QueryArrayResult): string[] {
  if (fields.length === 0) return []
  const table = [fields.map(({ name }) => name), ...(rows as (string | null)[][])]
  return [
    ...table.flatMap((cells) =>
      cells
        .map((cell) => cell ?? '')
        .join('|')
        .split('\n'),
    ),
    `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`,
  ]
    .map(withoutPadding)
    .filter((line) => line !== '')
}
