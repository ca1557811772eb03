import bcrypt from 'bcrypt'
import { z } from 'zod'

/** bcrypt reads 72 bytes and forgets the rest: what is longer is refused. */
export const password = z
  .string()
  .max(72)
  .regex(/^[^\u0000\ud800-\udfff]*$/u, 'Must be well-formed text')
  .refine((value) => Buffer.byteLength(value) >= 8, 'Must have 8 bytes or more')
  .refine((value) => Buffer.byteLength(value) <= 72, 'Must have 72 bytes or fewer')

export const hashPassword = (plain: string, cost: number): Promise<string> =>
  bcrypt.hash(plain, cost)

/**
 * Compares with the hash of nothing when there is no account: a stranger must not learn by the time
 * it takes who has one.
 */
export async function checkPassword(
  plain: string,
  hash: string | undefined,
  cost: number,
): Promise<boolean> {
  const same = await bcrypt.compare(plain, hash ?? hashOfNothing(cost))
  return same && hash !== undefined
}

/** Takes as long as any other of this cost, and is no password's. */
const hashOfNothing = (cost: number) => `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`
