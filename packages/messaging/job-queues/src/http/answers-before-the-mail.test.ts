import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../open-world.ts'
import type { World } from '../open-world.ts'
import { answerAtOnce } from './answer-at-once.ts'
import { answersBeforeTheMail } from './answers-before-the-mail.ts'
import type { PlacedOrder } from './answers-before-the-mail.ts'
import { mailInTheRequest } from './mail-in-the-request.ts'
import { openApi } from './open-api.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const told = ({ exchange }: PlacedOrder) =>
  exchange.messages.map(({ from, to, text }) => `${from} → ${to}: ${text}`)

describe('mailInTheRequest', () => {
  it('answers after the mail provider has', async () => {
    const placed = await answersBeforeTheMail(world, mailInTheRequest, 'there')
    expect(placed.violations).toEqual(['the client waits for the mail provider'])
    expect(told(placed)).toEqual([
      'client → api: POST /orders',
      'api → mail provider: POST /mails',
      'mail provider → api: 202 Accepted',
      'api → client: 201 Created',
    ])
  })

  it('answers 500 when the provider is down, and no mail ever goes out', async () => {
    const placed = await answersBeforeTheMail(world, mailInTheRequest, 'down at first')
    expect(placed).toMatchObject({ status: 500, mails: 0 })
  })
})

describe('answerAtOnce', () => {
  it('answers 202 before the mail provider is asked', async () => {
    const placed = await answersBeforeTheMail(world, answerAtOnce, 'there')
    expect(placed).toMatchObject({ status: 202, mails: 1, violations: [] })
    expect(told(placed)).toEqual([
      'client → api: POST /orders',
      'api → client: 202 Accepted',
      'worker → mail provider: POST /mails',
      'mail provider → worker: 202 Accepted',
      'client → api: GET /jobs/1',
      'api → client: 200 OK',
    ])
  })

  it('answers 202 when the provider is down, and the mail goes out by a retry', async () => {
    const placed = await answersBeforeTheMail(world, answerAtOnce, 'down at first')
    expect(placed).toMatchObject({ status: 202, mails: 1, violations: [] })
    expect(told(placed)).toEqual([
      'client → api: POST /orders',
      'api → client: 202 Accepted',
      'worker → mail provider: POST /mails',
      'mail provider → worker: 503 Service Unavailable',
      'worker → mail provider: POST /mails',
      'mail provider → worker: 202 Accepted',
      'client → api: GET /jobs/1',
      'api → client: 200 OK',
    ])
  })
})

describe.each([
  { name: 'mailInTheRequest', way: mailInTheRequest },
  { name: 'answerAtOnce', way: answerAtOnce },
])('a bad request to $name', ({ way }) => {
  it.each([
    ['no address', '{"email":"carol"}'],
    ['no email', '{}'],
    ['a list', '{"email":["carol@example.org"]}'],
    ['no JSON', '{"email":'],
    ['nothing', undefined],
  ])('is answered with 400: %s', async (_, body) => {
    const { db, mail } = world
    mail.forget()
    await db.plain.query('truncate jobs restart identity')
    await using api = await openApi({ pool: db.plain, mailUrl: mail.url }, way)
    const headers = { 'content-type': 'application/json' }
    const { status } = await fetch(new URL('/orders', api.url), {
      method: 'POST',
      headers,
      ...(body && { body }),
    })
    const { rows } = await db.plain.query('select from jobs')
    expect([status, rows.length, mail.mailed.length]).toEqual([400, 0, 0])
  })
})

it.each(['2', '0', '-1', '1e1', '99999999999999999999', "1'"])(
  'answers 404 to a job that is not there: %s',
  async (id) => {
    const { db, mail } = world
    await using api = await openApi({ pool: db.plain, mailUrl: mail.url }, answerAtOnce)
    await db.plain.query('truncate jobs restart identity')
    const { status } = await fetch(new URL(`/jobs/${encodeURIComponent(id)}`, api.url))
    expect(status).toBe(404)
  },
)
