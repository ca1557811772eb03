import { setTimeout as wait } from 'node:timers/promises'

interface Client {
  query(statement: string): Promise<unknown>
  release(): void
}

/** Longer than those wait who take a wait for an answer. */
const heldMs = 700

/**
 * Calls an answer while another client has a lock, which then gives it back. An answer that gives up
 * waiting says something else than one that waits.
 *
 * @param statement What takes the lock, such as `select … for update`.
 */
export async function whileHeld<Answer>(
  pool: { connect(): Promise<Client> },
  statement: string,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const client = await pool.connect()
  await client.query('begin')
  try {
    await client.query(statement)
    const answer = call()
    const over = new AbortController()
    const end = () => over.abort()
    answer.then(end, end)
    await wait(heldMs, undefined, { signal: over.signal }).catch(() => {})
    await client.query('rollback')
    return await answer
  } catch (error) {
    // A lock that stayed would hold up what comes next.
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
