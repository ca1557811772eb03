import type { ClientBase } from 'pg'

/**
 * Counts what is left to do of orders that have ended: to compare one with the provider's books, to end
 * its saga, to send its news. Nothing is, once the shop is at rest.
 *
 * @param newsSeconds News counts when it is older: a command that comes twice is answered again, and this
 *   answer is in the outbox for a moment, also in a shop that is at rest.
 */
export async function countLeftOver(
  db: Pick<ClientBase, 'query'>,
  newsSeconds: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int from (
       select id from orders where status in ('complete', 'cancelled') and reconciled_at is null
       union all
       select id from sagas join orders on id = order_id where status <> 'pending'
       union all
       select null from outbox where created_at < now() - make_interval(secs => $1)
     ) as left_over`,
    [newsSeconds],
  )
  return rows[0]!.count
}
