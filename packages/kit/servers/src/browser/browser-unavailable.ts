import { ServerUnavailableError } from '../server-unavailable-error.ts'

/** Says why there is no browser, and which line mends it. */
export function browserUnavailable(
  why: string,
  remedy: string,
  cause?: unknown,
): ServerUnavailableError {
  return new ServerUnavailableError({
    service: 'browser',
    source: 'embedded',
    problem: `Cannot start Chromium: ${why}`,
    remedy,
    cause,
  })
}
