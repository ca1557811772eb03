import type pg from 'pg'
import { waitLong } from './deadlock.ts'
import { findCustomSettings, findLeftovers } from './leftovers.ts'
import type { Query } from './query.ts'
import type { WatchedSession } from './watched-session.ts'

/** A pool that can give another client instead of one that cannot be made as it was. */
export interface ClientOwner {
  readonly pool: object
  /** Whether the pool sends something to each client when it opens it. */
  readonly setsUp: boolean
  /** Ends an idle client; returns whether it was idle. */
  drop(): Promise<boolean>
}

export const clientOwners = new WeakMap<pg.Client, ClientOwner>()

/**
 * Removes what a session's last user left on it, and says what of it that user left.
 *
 * @param usual What the session held before it was watched.
 */
export async function tidySession(
  client: pg.Client,
  session: WatchedSession,
  usual: readonly string[],
): Promise<string[]> {
  const { query } = session
  const leaves: string[] = []
  if (client.getTransactionStatus() !== 'I') {
    await query('rollback')
    leaves.push('an open transaction')
  }
  if (!session.mayLeave) return leaves
  session.mayLeave = false
  const listed = (await findLeftovers(query)).filter((each) => !usual.includes(each))
  const custom = await readCustom(session)
  const left = [...listed, ...custom.left]
  if (left.length > 0 || custom.isReset) {
    await renew(client, session, { usual, made: custom.made })
  }
  for (const each of left) {
    const by = session.leftBy.get(each) ?? session.user
    if (by === session.user) leaves.push(each)
    else by?.leaves.push(each)
  }
  session.leftBy.clear()
  const pool = clientOwners.get(client)?.pool
  if (left.length > 0 && pool !== undefined) {
    session.user?.scope.granularity.noteLeftovers(pool)
  }
  return leaves
}

export function settingTexts(settings: readonly (readonly [string, string])[]): string[] {
  return settings.map(([name, value]) => `the setting ${name} = ${value}`)
}

/** Finds what was set of settings of one's own, and sets all settings back. */
async function readCustom({
  query,
  settingNames,
}: WatchedSession): Promise<{ left: string[]; made: string[]; isReset: boolean }> {
  const names = [...settingNames]
  const found = await findCustomSettings(query, names)
  if (found.size === 0) return { left: [], made: [], isReset: false }
  await query('reset all')
  const usual = await findCustomSettings(query, names)
  const changed = [...found].filter(([name, value]) => usual.get(name) !== value)
  return {
    isReset: true,
    left: settingTexts(changed),
    made: [...usual].flatMap(([name, value]) => (value === '' ? name : [])),
  }
}

const keeps =
  'PostgreSQL keeps a setting of your own until the session ends, and this client is of no pool'

/** Makes the session as it was, or has its pool open another one where that cannot be done. */
async function renew(
  client: pg.Client,
  session: WatchedSession,
  { usual, made }: { usual: readonly string[]; made: readonly string[] },
): Promise<void> {
  const owner = clientOwners.get(client)
  if (owner !== undefined && (made.length > 0 || owner.setsUp) && (await owner.drop())) {
    return session.gone()
  }
  for (const name of made) session.user?.limit(`"${name}" is empty where it was not set: ${keeps}`)
  if (made.some((name) => !session.keeps.has(name))) {
    for (const name of made) session.keeps.add(name)
    session.user?.scope.granularity.noteKeptSetting()
  }
  await discardAll(client, session.query, usual)
  if (session.setsDeadlockTimeout) await session.query(waitLong)
  session.changesLimits = true
  await session.followLimits()
}

/** Makes a session as it was before, also for the client, which remembers what it has prepared. */
async function discardAll(
  client: pg.Client,
  query: Query,
  usual: readonly string[],
): Promise<void> {
  await query('discard all')
  const { connection } = client as unknown as { connection: { parsedStatements: object } }
  connection.parsedStatements = {}
  for (const each of usual) {
    const [, name, value] = /^the setting (\S+) = (.*)$/.exec(each) ?? []
    if (name !== undefined) await query('select set_config($1, $2, false)', [name, value])
  }
}
