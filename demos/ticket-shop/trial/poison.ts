import { setTimeout as wait } from 'node:timers/promises'
import { zstdCompressSync } from 'node:zlib'
import kafkajs from 'kafkajs'
import { buyInTime } from './buy.ts'
import { registerBuyer } from './concert.ts'
import { purchaseOf } from './sell-out.ts'
import { refusedAddress } from './start-providers.ts'
import type { TrialData } from './open-trial-data.ts'
import type { Trial } from './trial.ts'

// Of this process, and not of the shop's: it cannot read what it is sent.
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = () => ({
  compress: async ({ buffer }: { buffer: Buffer }) => zstdCompressSync(buffer),
  async decompress() {
    throw new Error('The trial reads none')
  },
})

const nobody = '00000000-0000-4000-8000-000000000000'

/** What a mistake elsewhere may put into the topics of the shop. */
const messages = [
  { topic: 'commands', key: nobody, value: 'not JSON' },
  { topic: 'commands', key: nobody, value: 'not JSON, in zstd', isCompressed: true },
  { topic: 'commands', key: nobody, value: '{"command":"issue","of":"an order that is none"}' },
  { topic: 'commands', key: nobody, value: '{"command":"explode"}' },
  { topic: 'commands', key: 'no id', value: '{"command":"issue"}' },
  { topic: 'events', key: nobody, value: '{"type":"tickets eaten"}' },
]

/** Sends messages that cannot be worked with, and sells to a buyer to whom no mail can be sent. */
export async function poison(trial: Trial): Promise<void> {
  const { ask, concert, data, servers, signal } = trial
  const producer = servers.kafka.client().producer()
  await producer.connect()
  for (const { topic, key, value, isCompressed } of messages) {
    const compression = isCompressed ? kafkajs.CompressionTypes.ZSTD : undefined
    const record = { topic: `${data.prefix}${topic}`, messages: [{ key, value }] }
    await producer.send({ ...record, ...(compression !== undefined && { compression }) })
    trial.poison.messages.push(value)
  }
  await producer.disconnect()
  const number = trial.nextNumber()
  const buyer = await registerBuyer(ask, `${refusedAddress}${number}@example.com`)
  const accepted = 1
  const purchase = purchaseOf(number, concert.eventId, 1, accepted)
  const bought = await buyInTime(ask, buyer, purchase, signal)
  trial.bought.push(bought)
  if (bought.told === 'complete') trial.poison.mails += 1
}

/** Longer than three orders take, also on a busy machine. */
const patienceMs = 60_000

/** Drops the news of three orders on their way to the outbox, and a mail. */
export async function loseNews(
  { data: { pool }, signal }: { data: Pick<TrialData, 'pool'>; signal: AbortSignal },
  withinMs = patienceMs,
): Promise<void> {
  // PostgreSQL may be away at each of these, and a statement done whose reply was lost.
  const begin = `
    drop function if exists lose() cascade;
    drop sequence if exists losses;
    create sequence losses;
    create function lose() returns trigger language plpgsql as $$
      begin
        if nextval('losses') <= 3 then return null; end if;
        return new;
      end $$;
    create trigger lose before insert on outbox for each row execute function lose()`
  await again(() => pool.query(begin), signal)
  const isOver = async () => {
    const { rows } = await pool.query(
      'select last_value >= 3 and exists (select from mails) as over from losses',
    )
    return rows[0].over as boolean
  }
  const until = performance.now() + withinMs
  while (!signal.aborted && !(await isOver().catch(() => false))) {
    // Also when all is sold: then no order gets tickets any more.
    if (performance.now() > until)
      throw new Error(
        `Cannot lose news: in ${withinMs / 1000} s fewer than three orders got tickets, or none a mail`,
      )
    await wait(50)
  }
  const end = 'drop function if exists lose() cascade; drop sequence if exists losses'
  await again(() => pool.query(end), signal)
  await again(
    () =>
      pool.query(
        `delete from mails where order_id = (select order_id from mails where status <> 'dead' limit 1)`,
      ),
    signal,
  )
}

async function again(work: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return void (await work())
    } catch {
      await wait(200)
    }
  }
}
