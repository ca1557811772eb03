import { readFileSync } from 'node:fs'

/** Reads a text that a person may have saved with the line ends of Windows; every line ends in `\n`. */
export function readText(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
}
