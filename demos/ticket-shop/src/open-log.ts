import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import type { Configuration } from './configuration.ts'

/** Writes lines of JSON, by default to standard output. */
export function openLog(
  { LOG_LEVEL: level }: Pick<Configuration, 'LOG_LEVEL'>,
  to?: DestinationStream,
): Logger {
  const options = {
    level,
    errorKey: 'error',
    // PostgreSQL shows the row that it refuses there, with the card in it.
    redact: ['error.detail', 'error.where'],
  }
  return to === undefined ? pino(options) : pino(options, to)
}
