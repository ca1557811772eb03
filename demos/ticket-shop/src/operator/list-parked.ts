import type { Pool } from 'pg'
import { z } from 'zod'
import { id } from '../http/id.ts'

/** The oldest of each kind. What is behind them is shown when these are settled. */
const most = 100

const since = z.iso.datetime()

export const parked = z
  .object({
    orders: z.array(z.object({ id: z.guid(), status: z.string(), because: z.string(), since })),
    deadLetters: z.array(
      z.object({
        id,
        consumer: z.string(),
        topic: z.string(),
        key: z.string().nullable(),
        value: z.string().nullable(),
        reason: z.string(),
        tries: z.int(),
        since,
      }),
    ),
    mails: z.array(z.object({ orderId: z.guid(), reason: z.string(), tries: z.int(), since })),
  })
  .meta({ id: 'Parked' })

export type Parked = z.infer<typeof parked>

const time = (column: string) =>
  `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since`

/** Of an order. */
export const isOverdue = `status = 'pending' and held_until < now() - interval '1 minute'`

const overdue = `'It should have ended, and has not: an orchestrator tries again'`
const uncompared = `'It has ended, and the payment provider could not be asked about it: it is asked again'`
const noReason = `'No reason is stored'`

/**
 * Lists what cannot go on by itself, and why. Also what is pending a minute after it should have
 * ended, and what was not compared ten minutes after it: whatever holds it up, somebody should know.
 */
export async function listParked(pool: Pick<Pool, 'query'>): Promise<Parked> {
  const [orders, deadLetters, mails] = await Promise.all([
    pool.query(
      `select id, status, case when status = 'pending' then ${overdue}
         when status in ('complete', 'cancelled') and parked_because is null then ${uncompared}
         else coalesce(parked_because, ${noReason}) end as because, ${time('created_at')}
       from orders where status = 'parked' or parked_because is not null
       or (${isOverdue})
       or (reconciled_at is null and status in ('complete', 'cancelled')
           and held_until < now() - interval '10 minutes')
       order by parked_because is null, created_at limit $1`,
      [most],
    ),
    pool.query(
      `select id, consumer, topic, key, value, reason, tries, ${time('created_at')}
       from dead_letters where settled is null order by id limit $1`,
      [most],
    ),
    pool.query(
      `select order_id as "orderId", coalesce(reason, ${noReason}) as reason, tries, ${time('created_at')} from mails
       where status = 'dead' order by created_at limit $1`,
      [most],
    ),
  ])
  return parked.parse({ orders: orders.rows, deadLetters: deadLetters.rows, mails: mails.rows })
}
