import type { Line } from './line.ts'

const words =
  'select from where insert into values update set delete begin start transaction commit rollback savepoint ' +
  'isolation level read committed repeatable serializable for share nowait skip locked join left lateral on ' +
  'conflict do nothing returning order by group limit offset and or not in is null exists as with union all any ' +
  'create table index unique drop alter lock truncate call if else end'

const keywords = new Set(words.split(' '))

/** Marks the SQL keywords of one line of a statement; text in quotes stays plain. */
export function statementSpans(text: string): Line {
  const spans: Line = []
  for (const [piece] of text.matchAll(/'[^']*'|"[^"]*"|\w+|[^\w'"]+|['"]/g)) {
    const role = keywords.has(piece.toLowerCase()) ? 'keyword' : 'plain'
    const last = spans.at(-1)
    if (last?.role === role) last.text += piece
    else spans.push({ text: piece, role })
  }
  return spans
}
