import { inTransaction } from '@lab/servers/in-transaction'
import { median } from '@lab/stage/median'
import type { Consumer, EachBatchPayload } from 'kafkajs'
import type { ClientBase, Pool } from 'pg'
import {
  batchInbox,
  chargeEachDelivery,
  inboxInOneStatement,
  inboxInOneTransaction,
  naturalKeyUpsert,
  offsetInTransaction,
  processOnce,
} from '../src/index.ts'
import type { ChargeBatch, Payment } from '../src/index.ts'
import { openPayments } from '../src/open-payments.ts'
import { toDeliveredPayment } from '../src/batch/charges-each-batch-once.ts'
import { toMessage } from '../src/payment/payment.ts'

// One topic, read from its start by each way in turn; messages per second from the first record
// on. Each way is compared with one that does the same and remembers nothing, in transactions of
// the same size. The offset is committed after each transaction, or once for a thousand messages.
// Medians of LAB_BENCH_ROUNDS rounds (default 5).

const rounds = Number(process.env['LAB_BENCH_ROUNDS'] ?? 5)
// Enough of both to take a second or so.
const messages = { oneByOne: 2_000, inBatches: 10_000 }
const batch = 100

await using world = await openPayments()
const { plain, bus } = world
await plain.query(
  'create table entries (payment_id text, account_id text references accounts, amount int)',
)
const topic = await bus.topic('throughput')
const kafka = bus.client()
const producer = kafka.producer()
await producer.connect()
const payments = Array.from({ length: messages.inBatches }, (_, index) => ({
  id: `payment-${index}`,
  account: `account-${index % 100}`,
  amount: 1,
}))
for (let from = 0; from < payments.length; from += 1_000) {
  await producer.send({ topic, messages: payments.slice(from, from + 1_000).map(toMessage) })
}
await producer.disconnect()

const oneByOne =
  (charge: (pool: Pool, payment: Payment) => Promise<unknown>): ChargeBatch =>
  async (pool, given) => {
    for (const payment of given) await charge(pool, payment)
  }

const ways: Record<string, { work: ChargeBatch; size: number }> = {
  'charge-in-a-transaction': { work: oneByOne(chargeInATransaction), size: 1 },
  'inbox-in-one-transaction': { work: oneByOne(inboxInOneTransaction), size: 1 },
  'five-statements': { work: oneByOne(fiveStatements), size: 1 },
  'inbox-and-five-statements': { work: oneByOne(inboxAndFiveStatements), size: 1 },
  'charge-each-delivery': { work: oneByOne(chargeEachDelivery), size: 1 },
  'inbox-in-one-statement': { work: oneByOne(inboxInOneStatement), size: 1 },
  'insert-without-a-key': { work: oneByOne(insertWithoutAKey), size: 1 },
  'natural-key-upsert': { work: oneByOne(naturalKeyUpsert), size: 1 },
  'charge-a-batch': { work: chargeABatch, size: batch },
  'batch-inbox': { work: batchInbox, size: batch },
  'offset-in-transaction': { work: offsetInTransaction, size: batch },
}
const pairs = [
  ['inbox-in-one-transaction', 'charge-in-a-transaction'],
  ['inbox-and-five-statements', 'five-statements'],
  ['inbox-in-one-statement', 'charge-each-delivery'],
  ['inbox-in-one-statement', 'charge-in-a-transaction'],
  ['natural-key-upsert', 'insert-without-a-key'],
  ['batch-inbox', 'charge-a-batch'],
  ['offset-in-transaction', 'charge-a-batch'],
] as const

for (const commitEvery of ['transaction', 1_000] as const) {
  const rates = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, { work, size }] of Object.entries(ways)) {
      const every = commitEvery === 'transaction' ? size : commitEvery
      const most = size === 1 ? messages.oneByOne : messages.inBatches
      const rate = await run(`${name}-${commitEvery}-${round}`, work, { size, every, most })
      // The first round warms up.
      if (round > 0) rates.get(name)!.push(rate)
    }
  }
  console.log(
    `offset committed for each ${commitEvery === 'transaction' ? 'transaction' : '1,000 messages'}`,
  )
  for (const [way, peer] of pairs) {
    const ratios = rates.get(way)!.map((rate, round) => rate / rates.get(peer)![round]!)
    const [own, other] = [rates.get(way)!, rates.get(peer)!].map((each) => median(each).toFixed(0))
    console.log(
      `  ${way.padEnd(26)} ${own!.padStart(6)} messages/s, ${peer} ${other}, ratio ${median(ratios).toFixed(2)}`,
    )
  }
}

async function run(name: string, work: ChargeBatch, sizes: Sizes): Promise<number> {
  await plain.query(`
    truncate entries, charges, inbox, progress, accounts;
    insert into accounts select 'account-' || n, 0 from generate_series(0, 99) as n;
    insert into accounts values ('shop', 0)`)
  await plain.query('vacuum analyze accounts, inbox, charges')
  const consumer = kafka.consumer({ groupId: bus.groupId(name) })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const rate = await readAll(consumer, work, sizes)
  await consumer.disconnect()
  return rate
}

interface Sizes {
  /** Messages in a transaction. */
  size: number
  /** Messages for which the offset is committed once. */
  every: number
  /** Messages in all. */
  most: number
}

async function readAll(
  consumer: Consumer,
  work: ChargeBatch,
  { size, every, most }: Sizes,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  let done = 0
  let from: number | undefined
  const eachBatch = async ({ batch: { messages: records }, ...payload }: EachBatchPayload) => {
    from ??= performance.now()
    for (let start = 0; start < records.length && done < most; start += size) {
      const some = records.slice(start, start + size)
      await work(plain, some.map(toDeliveredPayment), { topic, partition: 0 })
      const next = String(BigInt(some.at(-1)!.offset) + 1n)
      payload.resolveOffset(some.at(-1)!.offset)
      done += some.length
      if (done % every === 0) await consumer.commitOffsets([{ topic, partition: 0, offset: next }])
    }
    if (done === most) resolve((done * 1_000) / (performance.now() - from))
  }
  await consumer.run({
    autoCommit: false,
    eachBatch: (payload) => eachBatch(payload).catch(reject),
  })
  return promise
}

function chargeInATransaction(pool: Pool, { account, amount }: Payment): Promise<unknown> {
  return inTransaction(pool, (client) =>
    client.query('update accounts set balance = balance - $2 where id = $1', [account, amount]),
  )
}

/** Work as a service does it: five statements for each payment. */
function fiveStatements(pool: Pool, payment: Payment): Promise<unknown> {
  return inTransaction(pool, (client) => doFive(client, payment))
}

function inboxAndFiveStatements(pool: Pool, payment: Payment): Promise<unknown> {
  return processOnce(pool, payment.id, (client) => doFive(client, payment))
}

async function doFive(client: ClientBase, { id, account, amount }: Payment): Promise<void> {
  await client.query('select balance from accounts where id = $1', [account])
  await client.query('update accounts set balance = balance - $2 where id = $1', [account, amount])
  await client.query(`update accounts set balance = balance + $1 where id = 'shop'`, [amount])
  for (const side of [account, 'shop']) {
    await client.query('insert into entries (payment_id, account_id, amount) values ($1, $2, $3)', [
      id,
      side,
      amount,
    ])
  }
}

function insertWithoutAKey(pool: Pool, { id, account, amount }: Payment): Promise<unknown> {
  return pool.query('insert into entries (payment_id, account_id, amount) values ($1, $2, $3)', [
    id,
    account,
    amount,
  ])
}

function chargeABatch(pool: Pool, given: readonly Payment[]): Promise<unknown> {
  return pool.query(
    `with due as (
       select account, sum(amount) as amount from unnest($1::text[], $2::int[])
         as payment (account, amount) group by account
     )
     update accounts set balance = balance - due.amount from due where accounts.id = due.account`,
    [given.map(({ account }) => account), given.map(({ amount }) => amount)],
  )
}
