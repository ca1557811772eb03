import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveSpans } from '../../trial/receive-spans.ts'
import type { SpanReceiver } from '../../trial/receive-spans.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { openTraces } from './open-traces.ts'
import { inSpan } from './spans.ts'

let collector: SpanReceiver
let shop: TestShop
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  collector = opened.use(await receiveSpans())
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
  opened.use(await openTraces(endpoint, 'a-role'))
  shop = opened.use(await openTestShop(endpoint))
})
afterAll(() => opened.disposeAsync())

/** The spans below one of that name, once it was heard. */
async function spansOf(name: string) {
  const named = () => collector.spans.find((span) => span.name === name)
  await collector.until(() => named() !== undefined)
  return collector.spans.filter(({ parentId }) => parentId === named()!.id)
}

describe('traceStatements', () => {
  it('shows the text of a statement in its trace, and none of its values', async () => {
    await inSpan('values', {}, () =>
      shop.pool.query(
        `select email,
           (select count(*) from orders where buyer_id = accounts.id)
         from accounts where email = $1`,
        ['alice@example.com'],
      ),
    )
    const attributes = {
      'db.system.name': 'postgresql',
      'db.operation.name': 'select',
      'db.query.summary': 'select accounts',
      'db.query.text':
        'select email, (select count(*) from orders where buyer_id = accounts.id) from accounts where email = $1',
    }
    const service = 'a-role'
    const isFailed = false
    expect(await spansOf('values')).toMatchObject([
      { name: 'select accounts', service, isFailed, attributes },
    ])
  })

  it('names a statement by what it does, and not by what it has before that', async () => {
    await inSpan('with', {}, () =>
      shop.pool.query(
        'with gone as (delete from outbox where false returning id) select email from accounts',
      ),
    )
    expect(await spansOf('with')).toMatchObject([{ name: 'select accounts' }])
  })

  it('shows those of a transaction, and by its code the one that fails', async () => {
    const failing = inSpan('failing', {}, async () => {
      const client = await shop.pool.connect()
      try {
        await client.query('begin')
        await client.query('insert into outbox (topic) values ($1)', ['events'])
      } finally {
        client.release(true)
      }
    })
    await expect(failing).rejects.toThrow('null value in column "key"')
    const spans = await spansOf('failing')
    expect(
      spans.map(({ name, isFailed, attributes }) => [name, isFailed, attributes['error.type']]),
    ).toEqual([
      ['begin', false, undefined],
      ['insert outbox', true, '23502'],
    ])
    expect(collector.spans.find(({ name }) => name === 'failing')).toMatchObject({ isFailed: true })
  })

  it('keeps a statement that waits for a connection in its own trace', async () => {
    const clients = await inSpan('holder', {}, () =>
      Promise.all(Array.from({ length: 10 }, () => shop.pool.connect())),
    )
    const waiting = inSpan('waiting', {}, () => shop.pool.query('select 1 as waited'))
    await inSpan('giver', {}, async () => clients.forEach((client) => client.release()))
    await waiting
    expect(await spansOf('waiting')).toMatchObject([
      { attributes: { 'db.query.text': 'select 1 as waited' } },
    ])
    expect(await spansOf('giver')).toEqual([])
  })
})

describe('traceCommands', () => {
  it('shows which command it is, without its key, and that it fails', async () => {
    await inSpan('commands', {}, async () => {
      await shop.redis.set('a-key', 'a-value')
      await shop.redis.lpush('a-key', 'x').catch(() => {})
    })
    const spans = await spansOf('commands')
    expect(spans).toMatchObject([
      { name: 'set', isFailed: false },
      { name: 'lpush', isFailed: true },
    ])
    expect(JSON.stringify(spans)).not.toMatch(/a-key|a-value/)
  })
})

it('leaves no trace of statements and commands that look for work', async () => {
  await shop.pool.query('select 2')
  await shop.redis.ping()
  await inSpan('afterwards', {}, async () => {})
  await spansOf('afterwards')
  const { spans } = collector
  expect(spans.filter(({ name }) => name === 'ping')).toEqual([])
  expect(spans.map(({ attributes }) => attributes['db.query.text'])).not.toContain('select 2')
})
