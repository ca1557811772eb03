import { readFileSync, statSync, truncateSync } from 'node:fs'

const maximumBytes = 5_000_000

export function lastLines(file: string, count = 8): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
  } catch {
    return ''
  }
}

export function truncateLargeLog(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maximumBytes) truncateSync(file)
}
