import type { Pool } from 'pg'

/** The contract: the customers that have no order, each once. An order of a guest belongs to no customer. */
export async function findsWhoOrderedNothing(
  pool: Pool,
  statement: string,
): Promise<{ names: string[]; violation: string | undefined }> {
  const { rows } = await pool.query<{ name: string }>(statement)
  const names = rows.map(({ name }) => name)
  const right = 'Barbara, Linus'
  const violation =
    names.join(', ') === right
      ? undefined
      : `${names.join(', ') || 'no customer'} instead of ${right}`
  return { names, violation }
}
