import type { PoolClient } from 'pg'
import type { KeyedRequest } from '../shop.ts'

/** Says whether a key is new. */
export async function claimKey(
  client: PoolClient,
  { buyerId, key, hash, orderId }: KeyedRequest,
): Promise<boolean> {
  // BLOCKS: behind the same request, until it is known what became of it.
  const { rowCount } = await client.query(
    `insert into idempotency_keys (buyer_id, key, request_hash, order_id) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [buyerId, key, hash, orderId],
  )
  return rowCount === 1
}
