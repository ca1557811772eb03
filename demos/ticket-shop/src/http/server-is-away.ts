// The socket failed or there is none left, or the server is starting, stopping, a standby, or gave up
// waiting, or has ended the session, or the database is not there: it is being restored.
const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EMFILE',
  'ENFILE',
  'CERT_HAS_EXPIRED',
  '25006',
  '25P03',
  '25P04',
  '3D000',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '57P04',
  '57P05',
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

// Of a connection, of who may log in (a password that was changed there and not yet here), of what is
// short, of the system.
const classes = /^(?:08|28|53|58)\w{3}$/

/** What Node and PostgreSQL say besides a message. */
type Failure = Error & Partial<Record<'code' | 'syscall' | 'severity' | 'routine', unknown>>

/**
 * Tells a PostgreSQL that cannot be reached, or has no disk, memory or connection left, from a mistake
 * of ours: it is worth trying again.
 */
export function serverIsAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(serverIsAway)
  if (!(error instanceof Error)) return false
  const { code, syscall, severity, routine } = error as Failure
  if (typeof code === 'string' && (codes.has(code) || classes.test(code))) return true
  if (messages.has(error.message)) return true
  // A standby begins no serializable transaction. A plan that is out of date has this code, too.
  if (code === '0A000') return routine === 'call_enum_check_hook'
  // No way to the server, for whatever reason; or it ends the session, or begins none.
  return syscall === 'connect' || syscall === 'getaddrinfo' || severity === 'FATAL'
}

/**
 * Tells that another transaction was in the way: a deadlock, a conflict between serializable ones, or
 * on a standby one of the primary. Trying again is worth it, and PostgreSQL is well.
 */
export function otherWasInTheWay({ code }: { code?: unknown }): boolean {
  return code === '40P01' || code === '40001'
}
