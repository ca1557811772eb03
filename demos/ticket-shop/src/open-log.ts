import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import type { Configuration } from './configuration.ts'

/** Lines wait in memory for a reader that is slow, up to so many bytes. */
const mostBytes = 4_000_000

/** Writes lines of JSON, by default to standard output. */
export function openLog(
  { LOG_LEVEL: level }: Pick<Configuration, 'LOG_LEVEL'>,
  to: DestinationStream = standardOutput(),
): Logger {
  const options = {
    level,
    errorKey: 'error',
    // PostgreSQL shows the row that it refuses there, with the card in it.
    redact: ['error.detail', 'error.where'],
  }
  return pino(options, to)
}

/**
 * On a full disk, and in a pipe that nobody reads, lines are lost, and no order waits for them. That of
 * pino tries a line again that it could not write, and a process that ends does so for ever.
 */
function standardOutput(): DestinationStream {
  const { stdout } = process
  // Unheard, an error would end the process.
  stdout.off('error', loseLine).on('error', loseLine)
  return {
    write(line) {
      if (stdout.writableLength < mostBytes) stdout.write(line)
    },
  }
}

const loseLine = () => {}
