import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { openFeed } from '../../src/index.ts'
import type { Feed, Order, Transaction } from '../../src/index.ts'

export type Apply = (pool: Pool, transaction: Transaction) => Promise<void>

const longNote = `(select string_agg(md5(n::text), '') from generate_series(1, 250) as n)`
const pay = (id: number) => `update orders set status = 'paid' where id = ${id}`

export const facts = defineFacts<Apply, Feed>({
  answer: 'apply',
  open: openFeed,
  facts: {
    'applies every insert and update, in their order': (apply, feed) =>
      followsTheShop(apply, feed, [], (feed) =>
        feed.happens(
          [
            `insert into orders (id, status, note) values (9, 'new', 'O''Brien, "Bob"'), (10, 'new', null)`,
          ],
          [pay(10)],
          [pay(9), `update orders set status = 'shipped' where id = 9`],
          [`insert into orders (id, status) values (11, 'new')`, pay(11)],
        ),
      ),

    'deletes what is deleted, and nothing else': (apply, feed) =>
      followsTheShop(apply, feed, [[1], [9], [10]], (feed) =>
        feed.happens(
          [
            'delete from orders where id = 1',
            `insert into orders (id, status) values (1, 'again')`,
          ],
          ['delete from orders where id = 10'],
          [`insert into orders (id, status) values (3, 'new')`, 'delete from orders where id = 3'],
        ),
      ),

    'keeps a long note that an update does not touch': async (apply, feed) => {
      await feed.begin([1, longNote], [2, longNote])
      const updates = await feed.happens([pay(1)], ['update orders set id = 12 where id = 2'])
      for (const one of updates) await apply(feed.plain, one)
      const { rows } = await feed.plain.query(
        `select id, coalesce(length(note), 0) as letters from orders_copy where id in (1, 12)`,
      )
      // Whether an order is there at all, the others say.
      const cut = rows.find(({ letters }) => letters !== 8000)
      if (cut === undefined) return undefined
      return `order ${cut.id} has a note of 8000 letters, and the copy has ${cut.letters}`
    },

    'removes a note that is set to null': (apply, feed) =>
      followsTheShop(
        apply,
        feed,
        [
          [1, `'by the door'`],
          [2, `'null'`],
        ],
        (feed) =>
          feed.happens(
            ['update orders set note = null where id = 1'],
            [`update orders set note = '' where id = 2`],
          ),
      ),

    'follows an order whose id changes': (apply, feed) =>
      followsTheShop(apply, feed, [[1, `'by the door'`], [2]], (feed) =>
        feed.happens(
          ['update orders set id = 12 where id = 1'],
          [pay(12)],
          [
            `update orders set id = 13, status = 'paid' where id = 2`,
            `insert into orders (id, status) values (2, 'new')`,
          ],
        ),
      ),

    'empties the copy when the table is truncated': (apply, feed) =>
      followsTheShop(apply, feed, [[1], [2]], (feed) =>
        feed.happens([
          `insert into orders (id, status) values (4, 'new')`,
          'truncate orders',
          `insert into orders (id, status) values (5, 'new')`,
        ]),
      ),

    'takes an insert of an order that the copy has already': async (apply, feed) => {
      await feed.begin([1])
      const inserted = await feed.happens([`insert into orders (id, status) values (3, 'paid')`])
      await feed.plain.query(`insert into orders_copy values (3, 'new', 'from the first copy')`)
      for (const one of inserted) await apply(feed.plain, one)
      return feed.difference()
    },

    'compares positions of the log as PostgreSQL does': async (apply, feed) => {
      await feed.begin([1])
      const states = ['paid', 'packed', 'shipped', 'returned']
      const transactions = await feed.happens(
        ...states.map((status) => [`update orders set status = '${status}' where id = 1`]),
      )
      for (const [index, lsn] of ['0/9000000', '0/10000000', 'A/0', '10/0'].entries()) {
        await apply(feed.plain, { ...transactions[index]!, lsn })
        const { rows } = await feed.plain.query('select status from orders_copy')
        if (rows[0].status !== states[index])
          return `the transaction at ${lsn} sets "${states[index]}", and the copy has "${rows[0].status}"`
      }
      return undefined
    },

    'changes nothing when the last transaction comes again': async (apply, feed) => {
      await feed.begin([1])
      const moved = await feed.happens([
        'update orders set id = 12 where id = 1',
        `insert into orders (id, status) values (1, 'new')`,
      ])
      await apply(feed.plain, moved[0]!)
      const before = await feed.difference()
      try {
        await apply(feed.plain, moved[0]!)
      } catch (error) {
        return `it throws when the transaction comes again: ${(error as Error).message}`
      }
      // What the first call does wrong, the others say.
      const after = await feed.difference()
      return after === before ? undefined : after
    },

    'applies no transaction again, whichever process gets it': (apply, feed) => ({
      race: twoProcesses(apply, feed),
      explore: { preemptions: 1 },
    }),

    'stores the changes and their position together, wherever it dies': (apply, feed) =>
      diesAnywhere(apply, feed),

    'stores nothing of a transaction that fails, and throws': async (apply, feed) => {
      await feed.begin([1])
      const paid = await feed.happens([pay(1), `insert into orders (id, status) values (3, 'new')`])
      await feed.plain.query('alter table orders_copy add constraint no_third check (id <> 3)')
      const thrown = await apply(feed.plain, paid[0]!).then(
        () => false,
        () => true,
      )
      const { idleCount, totalCount } = feed.plain
      await feed.plain.query('alter table orders_copy drop constraint no_third')
      if (!thrown) return 'the copy refuses a row, and it does not throw'
      if (idleCount < totalCount) return 'the copy refuses a row, and it keeps a client of the pool'
      const { rowCount: left } = await feed.plain.query(
        `select from pg_locks where locktype = 'advisory'
         union all select from pg_stat_activity where state like 'idle in transaction%'`,
      )
      if (left !== 0) return 'the copy refuses a row, and it leaves a transaction or a lock behind'
      await apply(feed.plain, paid[0]!)
      return feed.difference()
    },
  },
})

/** The shop and the copy have the same orders; what happens then is applied. */
async function followsTheShop(
  apply: Apply,
  feed: Feed,
  orders: Order[],
  happens: (feed: Feed) => Promise<Transaction[]>,
): Promise<string | undefined> {
  await feed.begin(...orders)
  for (const one of await happens(feed)) await apply(feed.plain, one)
  return feed.difference()
}

async function paidAndShipped(feed: Feed): Promise<[Transaction, Transaction]> {
  const [paid, shipped] = await feed.happens(
    [pay(1)],
    [`update orders set status = 'shipped' where id = 1`],
  )
  return [paid!, shipped!]
}

/** An old process gets a payment late; a new one gets it again, and the shipping after it. */
function twoProcesses(apply: Apply, feed: Feed): Race {
  let recorded: [Transaction, Transaction] | undefined
  return conduct({
    async setup() {
      if (recorded !== undefined) return feed.copyAgain([1])
      await feed.begin([1])
      recorded = await paidAndShipped(feed)
    },
    actors: {
      old: () => deliver(apply, feed, recorded![0]),
      async new() {
        await deliver(apply, feed, recorded![0])
        await deliver(apply, feed, recorded![1])
      },
    },
    async invariant() {
      const { rows } = await feed.plain.query('select status from orders_copy')
      const [{ status }] = rows
      return status === 'shipped' ? undefined : `the order is shipped, and the copy has "${status}"`
    },
  })
}

/** The slot sends again what has failed, such as a transaction that could not be serialized. */
async function deliver(apply: Apply, { pool }: Feed, transaction: Transaction): Promise<void> {
  try {
    await apply(pool, transaction)
  } catch {
    await apply(pool, transaction)
  }
}

/** The process dies; another one looks at what it has left. */
function diesAnywhere(apply: Apply, feed: Feed): Race {
  let transaction: Transaction | undefined
  return conduct({
    async setup() {
      if (transaction !== undefined) return feed.copyAgain([1], [2])
      await feed.begin([1], [2])
      const happened = await feed.happens([pay(1), pay(2)])
      transaction = happened[0]
    },
    actors: { warehouse: crashable(() => apply(feed.pool, transaction!)) },
    async invariant() {
      const { rows } = await feed.plain.query(
        `select count(*) filter (where status = 'paid')::int as paid,
           (select lsn >= $1 from place) as stored from orders_copy`,
        [transaction!.lsn],
      )
      const { paid, stored } = rows[0]
      if (paid === (stored ? 2 : 0)) return undefined
      return `it dies with ${paid} of 2 changes applied, and the position is ${stored ? '' : 'not '}stored`
    },
  })
}
