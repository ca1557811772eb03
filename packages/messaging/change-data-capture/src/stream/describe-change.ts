import type { Change } from './open-stream.ts'

/** `update 1 paid`, with what else is known: a new column's value, or the key of before. */
export function describeChange(change: Change): string {
  if (change.tag === 'truncate') return 'truncate'
  if (change.tag === 'delete') return `delete ${(change.key ?? change.old)!['id']}`
  const { id, status, country } = change.new
  const was = change.tag === 'update' && change.key !== null ? [`(was ${change.key['id']})`] : []
  return [change.tag, id, status, country ?? [], was].flat().join(' ')
}
