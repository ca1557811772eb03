import type { Pool } from 'pg'

export interface NewJob {
  email: string
  /** Not before this moment. */
  visibleAtMs?: number
  /** The smallest comes first. Default 0. */
  priority?: number
}

/**
 * Adds a job, in the transaction of the client that is given: it is there if what it is for is.
 *
 * @throws {RangeError} If email is no address.
 */
export async function add(
  client: Pick<Pool, 'query'>,
  { email, visibleAtMs = 0, priority = 0 }: NewJob,
): Promise<number> {
  if (!isAddress(email)) {
    const received = JSON.stringify(email)
    throw new RangeError(`Cannot add job: email must be an address, received ${received}`)
  }
  const { rows } = await client.query(
    'insert into jobs (email, visible_at_ms, priority) values ($1, $2, $3) returning id',
    [email, visibleAtMs, priority],
  )
  return rows[0].id
}

/** Only what a mail provider cannot take in any case; whether it exists, a mail shows. */
export function isAddress(email: unknown): email is string {
  return (
    typeof email === 'string' && email.length <= 254 && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email)
  )
}
