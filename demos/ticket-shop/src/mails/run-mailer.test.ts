import type { ServerResponse } from 'node:http'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { runMailer, sendDue } from './run-mailer.ts'

let shop: TestShop
const asked: string[] = []
const held: ServerResponse[] = []
let mayAnswer = Promise.resolve()
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  // The address says what the provider answers: 503@example.com.
  const provider = opened.use(
    await serveOnLoopback((request, response) => {
      if (request.url === '/moved') return void response.writeHead(200).end('A page for people')
      request.setEncoding('utf8').on('data', (text: string) => {
        const { to } = JSON.parse(text) as { to: string }
        asked.push(to)
        if (to.startsWith('0-')) return void held.push(response)
        void mayAnswer.then(() =>
          response.writeHead(Number(to.split('-')[0]), { location: '/moved' }).end(),
        )
      })
    }),
  )
  shop = opened.use(await openTestShop({ MAIL_URL: provider.url, MAIL_SECONDS: '3600' }))
})
afterAll(() => opened.disposeAsync())

/** Makes a mail due to an address that is answered like this; 0 is no answer. */
async function mailTo(status: number): Promise<string> {
  const email = `${status}-${crypto.randomUUID()}@example.com`
  const id = await placeTestOrder(shop.pool, { email, status: 'complete' })
  await shop.pool.query('insert into mails (order_id) values ($1)', [id])
  return id
}

async function mailOf(orderId: string) {
  const { rows } = await shop.pool.query(
    `select status, tries, reason, next_at > now() as later from mails where order_id = $1`,
    [orderId],
  )
  return rows[0]
}

it('sends every mail but those that the provider never takes, and these are dead', async () => {
  const statuses = [400, 202, 404, 202, 422, 202]
  const ids = await Promise.all(statuses.map(mailTo))
  expect(await sendDue(shop)).toBe(6)
  const found = await Promise.all(ids.map(mailOf))
  expect(found.map(({ status }) => status)).toEqual([
    'dead',
    'sent',
    'dead',
    'sent',
    'dead',
    'sent',
  ])
  expect(found[0].reason).toBe('Cannot send mail: the provider answered 400')
  expect(await sendDue(shop), 'nothing is tried again').toBe(0)
})

it.each([503, 429, 408, 301, 302, 307, 401, 403, 409, 423])(
  'tries again later what is answered with %i',
  async (status) => {
    const id = await mailTo(status)
    await sendDue(shop)
    expect(await mailOf(id)).toMatchObject({ status: 'due', tries: 1, later: true })
    expect(await sendDue(shop), 'not at once').toBe(0)
    await shop.pool.query('update mails set next_at = now() where order_id = $1', [id])
    await sendDue(shop)
    expect(await mailOf(id)).toMatchObject({ status: 'due', tries: 2, later: true })
    await shop.pool.query(
      `update mails set next_at = now(), created_at = now() - interval '2 hours' where order_id = $1`,
      [id],
    )
    await sendDue(shop)
    expect(await mailOf(id), 'given up after MAIL_SECONDS').toMatchObject({
      status: 'dead',
      tries: 3,
    })
  },
)

it.each(['parked', 'pending'])('keeps the mail of an order that is %s', async (status) => {
  const id = await mailTo(202)
  await shop.pool.query('update orders set status = $2 where id = $1', [id, status])
  expect(await sendDue(shop)).toBe(0)
  await shop.pool.query(`update orders set status = 'complete' where id = $1`, [id])
  expect(await sendDue(shop)).toBe(1)
  expect(await mailOf(id)).toMatchObject({ status: 'sent', tries: 1 })
})

it('two mailers do not send the same mail', async () => {
  await Promise.all(Array.from({ length: 6 }, () => mailTo(202)))
  asked.length = 0
  await Promise.all([sendDue(shop), sendDue(shop)])
  expect(asked).toHaveLength(6)
  expect(new Set(asked).size).toBe(6)
})

it('gives no mail up that was sent meanwhile by another mailer', async () => {
  const id = await mailTo(400)
  const answer = Promise.withResolvers<void>()
  mayAnswer = answer.promise
  asked.length = 0
  const sending = sendDue(shop)
  await expect.poll(() => asked.length).toBe(1)
  await shop.pool.query(`update mails set status = 'sent' where order_id = $1`, [id])
  answer.resolve()
  await sending
  expect(await mailOf(id)).toMatchObject({ status: 'sent', reason: null })
})

it('holds up no mail because of one that gets no answer', async () => {
  // One more than are sent at once.
  const silent = await mailTo(0)
  const others = await Promise.all(Array.from({ length: 8 }, () => mailTo(202)))
  await using _mailer = runMailer(shop)
  const sent = async () => (await Promise.all(others.map(mailOf))).map(({ status }) => status)
  await expect.poll(sent, { timeout: 60_000 }).toEqual(others.map(() => 'sent'))
  expect(await mailOf(silent)).toMatchObject({ status: 'due', tries: 1, reason: null })
  for (const response of held) response.writeHead(202).end()
  await expect.poll(() => mailOf(silent), { timeout: 60_000 }).toMatchObject({ status: 'sent' })
})
