import type pg from 'pg'
import type { Query } from './postgres-session.ts'

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
