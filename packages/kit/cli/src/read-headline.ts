import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedHeadline } from '@lab/stage/headline'

/** Where `lab readme` keeps what a list shows of a concept's run. */
export function headlineFile(folder: string): string {
  return join(folder, 'docs/headline.json')
}

/** Reads it; undefined of a concept whose run was never written down. */
export function readHeadline(folder: string): RecordedHeadline | undefined {
  const file = headlineFile(folder)
  if (!existsSync(file)) return undefined
  return JSON.parse(readFileSync(file, 'utf8')) as RecordedHeadline
}
