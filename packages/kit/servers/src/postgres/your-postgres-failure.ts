import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { noAnswer } from '../sources/answer-of.ts'

export function yourPostgresUnavailable(
  problem: string,
  remedy: string,
  cause?: unknown,
): ServerUnavailableError {
  return new ServerUnavailableError({
    service: 'postgres',
    source: 'yours',
    problem,
    remedy,
    cause,
  })
}

/** Turns what pg throws into a sentence and the line that mends it; never shows the password. */
export function describePostgresFailure(address: string, cause: unknown): ServerUnavailableError {
  const { host, username } = new URL(address)
  const { code = '', message = '' } = cause as { code?: string; message?: string }
  switch (code) {
    case 'ECONNREFUSED':
      return yourPostgresUnavailable(
        `Cannot reach PostgreSQL at ${host}: the connection was refused`,
        'start that server, or unset DATABASE_URL for an embedded PostgreSQL',
        cause,
      )
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return yourPostgresUnavailable(
        `Cannot reach PostgreSQL at ${host}: the host name is unknown`,
        'correct the host in DATABASE_URL',
        cause,
      )
    case '28P01':
    case '28000':
      return yourPostgresUnavailable(
        `Cannot log in to PostgreSQL at ${host} as ${username}: ${message}`,
        'correct the user and password in DATABASE_URL',
        cause,
      )
    case '3D000':
      return yourPostgresUnavailable(
        `Cannot connect to PostgreSQL at ${host}: ${message}`,
        'name an existing database in DATABASE_URL, such as postgres',
        cause,
      )
    case '42501':
      return yourPostgresUnavailable(
        `Cannot create a database at ${host} as ${username}: ${message}`,
        `alter role ${username} createdb, or another user in DATABASE_URL`,
        cause,
      )
    default:
      return yourPostgresUnavailable(
        `Cannot use PostgreSQL at ${host}: ${problemOf(message) || String(cause)}`,
        'correct DATABASE_URL, or unset it for an embedded PostgreSQL',
        cause,
      )
  }
}

// pg's own words for a login that has taken too long.
function problemOf(message: string): string {
  return message === 'timeout expired' ? noAnswer('a login') : message
}
