import { closeSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs'

const maximumBytes = 5_000_000
const mostBytes = 3_000

/** Gives the last lines, or the end of them where they are long: a server may log without bound. */
export function lastLines(file: string, count = 8): string {
  try {
    const { text, isWhole } = readEnd(file)
    const lines = text.trimEnd().split('\n')
    const isCut = !isWhole && lines.length <= count
    return `${isCut ? '... ' : ''}${lines.slice(-count).join('\n')}`
  } catch {
    return ''
  }
}

function readEnd(file: string): { text: string; isWhole: boolean } {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const bytes = Buffer.alloc(Math.min(size, mostBytes))
    const read = readSync(descriptor, bytes, 0, bytes.length, size - bytes.length)
    return { text: bytes.toString('utf8', 0, read), isWhole: bytes.length === size }
  } finally {
    closeSync(descriptor)
  }
}

export function truncateLargeLog(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maximumBytes) truncateSync(file)
}
