// The socket failed, or the server is starting, stopping, a standby, or gave up waiting.
const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '25006',
  '25P03',
  '25P04',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
])

// pg gives these no code.
const messages = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Query read timeout',
])

/**
 * Tells a PostgreSQL that cannot be reached, or has no disk, memory or connection left, from a mistake
 * of ours: it is worth trying again.
 */
export function serverIsAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(serverIsAway)
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && (codes.has(code) || /^(?:08|53|58)\w{3}$/.test(code))) return true
  return messages.has(error.message)
}
