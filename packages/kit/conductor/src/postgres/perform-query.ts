import type pg from 'pg'
import { NotConductedError } from '../errors.ts'
import { prepare } from '../run/actor.ts'
import type { Actor } from '../run/actor.ts'
import { parseSql } from './parse-sql.ts'
import type { ParsedStatement } from './parse-sql.ts'
import { sessionOf } from './postgres-session.ts'
import type { Query } from './query.ts'
import { performStatement } from './perform-statement.ts'
import type { Conducted, OneStatement } from './perform-statement.ts'
import { fillParameters } from './postgres-text.ts'
import { traitsOf } from './statement-kind.ts'
import type { StatementKind } from './statement-kind.ts'

export interface QueryCall {
  text: string
  values: unknown[]
  /** What `query` was given, without a callback. */
  given: unknown[]
  at: string | undefined
}

/**
 * Runs what an actor asks of a client: each statement of its text when the actor's turn has come.
 * A statement outside of a transaction is three steps, as it is in the server: it begins one, works
 * and commits, and others come in between.
 */
export async function performQuery(
  actor: Actor,
  client: pg.Client,
  query: Query,
  call: QueryCall,
): Promise<unknown> {
  const session = await prepare(actor, sessionOf(client, query))
  if (session.wasCut) {
    const error = new NotConductedError(
      `conduct ${actor.name}: the connection of its client was cut when an actor died or waited for ever`,
      'a pool, or a client that is opened in setup or by the actor',
      call.at,
    )
    actor.refuse(error)
    throw error
  }
  return session.inTurn(actor, async () => {
    if (actor.scope.granularity.lastNumbers) {
      await prepare(actor, session.forgetNumbers(actor.scope))
    }
    if (session.user !== actor && session.mayLeave) await prepare(actor, session.handOver())
    actor.sessions.add(session)
    session.user = actor
    if (hasReadTimeout(client, call)) actor.limit(readTimeout)
    const statements = parseSql(call.text) ?? []
    const conducted = { actor, client, session, at: call.at }
    // Several statements take no parameters: the server refuses the text as a whole.
    if (statements.length < 2 || call.values.length > 0) {
      return performOne(conducted, statements.length === 1 ? statements[0] : undefined, call)
    }
    return performAll(conducted, statements, call)
  })
}

const readTimeout =
  'pg gives a query up after its query_timeout, and the server goes on with it: that is no step'

function hasReadTimeout(client: pg.Client, { given: [config] }: QueryCall): boolean {
  const { connectionParameters } = client as unknown as {
    connectionParameters?: { query_timeout?: number | false }
  }
  const own = (config as { query_timeout?: number } | undefined)?.query_timeout
  return Boolean(own ?? connectionParameters?.query_timeout)
}

/** A statement by itself, within a transaction of its own unless one is open. */
async function performOne(
  conducted: Conducted,
  statement: ParsedStatement | undefined,
  call: QueryCall,
): Promise<unknown> {
  const { client, session } = conducted
  const one: OneStatement = {
    text: fillParameters(call.text, call.values),
    fingerprint: call.text,
    send: () => session.query(...call.given) as Promise<unknown>,
  }
  const isOpen = client.getTransactionStatus() !== 'I'
  if (isOpen || statement === undefined || !traitsOf(statement).isTransactionOfItsOwn) {
    return performStatement(conducted, statement, one)
  }
  await begin(conducted)
  return committing(conducted, async () => {
    const result = await performStatement(conducted, statement, { ...one, isImplicit: true })
    await commit(conducted)
    return result
  })
}

/** To die between the steps of what the server has been sent whole does not undo it. */
async function committing<Value>({ actor }: Conducted, work: () => Promise<Value>): Promise<Value> {
  actor.committing++
  try {
    return await work()
  } finally {
    actor.committing--
  }
}

/**
 * Several statements of one text. The server has read them all when the first one runs: to die after
 * that undoes none of them.
 */
async function performAll(
  conducted: Conducted,
  statements: readonly ParsedStatement[],
  call: QueryCall,
): Promise<unknown> {
  const { actor } = conducted
  let isSent = false
  const sends = () => {
    if (!isSent) actor.committing++
    isSent = true
  }
  try {
    return await performEach(conducted, statements, { ...call, sends })
  } finally {
    if (isSent) actor.committing--
  }
}

async function performEach(
  conducted: Conducted,
  statements: readonly ParsedStatement[],
  { given, sends }: QueryCall & { sends(): void },
): Promise<unknown> {
  const { client, session } = conducted
  const results: unknown[] = []
  let isImplicit = false
  for (const [index, statement] of statements.entries()) {
    // Outside of a transaction they are one, unless they say otherwise.
    if (client.getTransactionStatus() === 'I' && needsTransaction(statements.slice(index))) {
      await begin(conducted, sends)
      isImplicit = true
    }
    const { kind } = traitsOf(statement)
    if (kind === 'begin' || kind === 'end') isImplicit = false
    const isRefused = isImplicit && ofSavepoints.has(kind)
    const text = fillParameters(statement.text, [])
    const send = async () => {
      sends()
      // The server takes a savepoint only where people have begun the transaction.
      if (isRefused) await session.query('rollback')
      return session.query(...partOf(given, statement.text))
    }
    const one = { text, fingerprint: text, send, isImplicit }
    results.push(await performStatement(conducted, statement, one))
  }
  if (isImplicit) await commit(conducted)
  return results
}

const ofSavepoints = new Set<StatementKind>(['savepoint', 'rollback-to'])
// What is about the session, in a transaction or not.
const sessionKinds = new Set([
  'VariableSetStmt',
  'VariableShowStmt',
  'PrepareStmt',
  'DeallocateStmt',
])

/** Whether the server's own transaction around these statements, up to the next end, matters. */
function needsTransaction([first, ...others]: readonly ParsedStatement[]): boolean {
  if (first === undefined || first.type === 'TransactionStmt') return false
  const isOfSession = sessionKinds.has(first.type) && first.node['is_local'] !== true
  return !isOfSession || needsTransaction(others)
}

function partOf([config]: unknown[], text: string): unknown[] {
  return [typeof config === 'string' ? text : { ...(config as object), text }]
}

async function begin(conducted: Conducted, sends?: () => void): Promise<void> {
  await performControl(conducted, 'begin', sends)
}

async function commit(conducted: Conducted): Promise<void> {
  await performControl(conducted, 'commit')
}

/** What the server does by itself around a statement outside of a transaction. */
async function performControl(
  conducted: Conducted,
  text: 'begin' | 'commit',
  sends?: () => void,
): Promise<void> {
  const shown = `implicit ${text}`
  const send = () => {
    sends?.()
    return conducted.session.query(text) as Promise<unknown>
  }
  const silent = () => ''
  const one = { text: shown, fingerprint: shown, send, describe: silent }
  await performStatement(conducted, parseSql(text)![0]!, one)
}
