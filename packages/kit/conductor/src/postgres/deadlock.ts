import type pg from 'pg'
import type { Query } from './query.ts'

/** What every session begins with. */
export const waitLong = `set deadlock_timeout = '2s'`

/**
 * The server looks for a deadlock once, `deadlock_timeout` after a wait began, and the session that
 * looks and finds one is the victim. Two sessions with the same timeout would race. So every
 * session waits long, and only the one whose wait can close a cycle looks soon, and says so.
 */
export async function expectDeadlock(query: Query): Promise<void> {
  await query(
    `set local deadlock_timeout = '1ms'; set local log_lock_waits = on; set local client_min_messages = log`,
  )
}

const changed = `('log_lock_waits', 'client_min_messages')`

/**
 * The same for a statement that cannot run in a transaction.
 *
 * @returns Sets everything back.
 */
export async function expectDeadlockOutside(query: Query): Promise<() => Promise<void>> {
  const { rows } = (await query(
    `select name, setting from pg_settings where source = 'session' and name in ${changed}`,
  )) as pg.QueryResult<{ name: string; setting: string }>
  await query(
    `set deadlock_timeout = '1ms'; set log_lock_waits = on; set client_min_messages = log`,
  )
  const back = rows.map(({ name, setting }) => `; set ${name} = '${setting}'`).join('')
  return async () => {
    await query(`${waitLong}; reset log_lock_waits; reset client_min_messages${back}`)
  }
}

/** Resolves when the session's next wait was found not to be a deadlock. */
export function checkedForDeadlock(client: pg.Client): Promise<void> {
  return new Promise((resolve) => {
    client.removeAllListeners(checked)
    client.once(checked, resolve)
    if (client.listeners('notice').includes(announceCheck)) return
    client.on('notice', announceCheck)
  })
}

const checked = Symbol('checked for deadlock')

function announceCheck(this: pg.Client, { message = '' }: { message?: string | undefined }): void {
  // The second, when the server has let another waiter pass to avoid a deadlock.
  if (message.includes(' still waiting for ') || message.includes(' avoided deadlock for ')) {
    this.emit(checked)
  }
}
