import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { noAnswer } from '../sources/answer-of.ts'

export function yourRedisUnavailable(
  problem: string,
  remedy: string,
  cause?: unknown,
): ServerUnavailableError {
  return new ServerUnavailableError({ service: 'redis', source: 'yours', problem, remedy, cause })
}

/** Turns what ioredis throws into a sentence and the line that mends it; never shows the password. */
export function describeRedisFailure(address: string, cause: unknown): ServerUnavailableError {
  if (cause instanceof ServerUnavailableError) return cause
  const { host } = new URL(address)
  const { code } = cause as NodeJS.ErrnoException
  const problem = problemOf(cause as Error)
  if (code === 'ECONNREFUSED') {
    return yourRedisUnavailable(
      `Cannot reach Redis at ${host}: the connection was refused`,
      'start that server, or unset REDIS_URL for an embedded Redis',
      cause,
    )
  }
  if (/WRONGPASS|NOAUTH/.test(problem)) {
    return yourRedisUnavailable(
      `Cannot log in to Redis at ${host}: ${problem}`,
      'correct the password in REDIS_URL',
      cause,
    )
  }
  const other = otherProtocol(address, problem, code)
  return yourRedisUnavailable(
    `Cannot use Redis at ${host}: ${problem}${other?.means ?? ''}`,
    `correct REDIS_URL${other === undefined ? '' : `, and ${other.remedy}`}, or unset it for an embedded Redis`,
    cause,
  )
}

// The words of ioredis for a command that has taken too long.
function problemOf({ message }: Error): string {
  return message === 'Command timed out' ? noAnswer('a command') : message
}

/** A server that is silent, hangs up or says nothing of sense has TLS where it is not asked for, or has none. */
function otherProtocol(
  address: string,
  problem: string,
  code = '',
): { means: string; remedy: string } | undefined {
  const isSecure = new URL(address).protocol === 'rediss:'
  const hangsUp = code === 'ECONNRESET' || problem === 'Connection is closed.'
  const isNonsense = code === 'EPROTO' || code.startsWith('ERR_SSL')
  if (!hangsUp && !isNonsense && !problem.startsWith('it has not answered')) return undefined
  return isSecure
    ? { means: '; perhaps it has no TLS', remedy: 'write redis:// for a server without TLS' }
    : { means: '; perhaps it wants TLS', remedy: 'write rediss:// for a server with TLS' }
}
