import { describe, expect, it } from 'vitest'
import { deliversTheOrder } from './delivers-the-order.ts'
import { movedPermanently } from './moved-permanently.ts'
import { openShop } from './open-shop.ts'
import { permanentRedirect } from './permanent-redirect.ts'
import { temporaryRedirect } from './temporary-redirect.ts'

const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }

describe('movedPermanently', () => {
  it('turns the order into a GET without a body', async () => {
    const { violation, exchange } = await deliversTheOrder(movedPermanently, '')
    expect(violation).toBe('GET arrives without a body')
    expect(exchange.messages.map(({ text }) => text)).toEqual([
      'POST /orders',
      '301 Moved Permanently',
      'GET /v2/orders/',
      '200 OK',
    ])
  })

  it('leaves a PUT a PUT', async () => {
    await using shop = await openShop(movedPermanently)
    await fetch(`${shop.url}/orders/7`, { ...post, method: 'PUT' })
    expect(shop.arrived).toMatchObject([{ method: 'PUT', url: '/7', body: '{}' }])
  })
})

describe.each([permanentRedirect, temporaryRedirect])('$name', (way) => {
  it('delivers the order as it was sent', async () => {
    const { violation, exchange } = await deliversTheOrder(way, '')
    expect(violation).toBeUndefined()
    expect(exchange.messages.map(({ text }) => text)).toMatchObject({
      0: 'POST /orders',
      2: 'POST /v2/orders/',
      3: '201 Created',
    })
  })
})

describe('redirect', () => {
  it('answers 302 when no status is given, and the order is lost as well', async () => {
    await using shop = await openShop((_request, response) => response.redirect('/v2/orders'))
    const reply = await fetch(`${shop.url}/orders`, { ...post, redirect: 'manual' })
    expect(reply.status).toBe(302)
    await fetch(`${shop.url}/orders`, post)
    expect(shop.arrived).toMatchObject([{ method: 'GET', body: '' }])
  })

  it('keeps no query that the Location does not have', async () => {
    await using shop = await openShop((_request, response) => response.redirect(308, '/v2/orders'))
    await fetch(`${shop.url}/orders?coupon=SPRING`)
    expect(shop.arrived).toMatchObject([{ url: '/' }])
  })

  it('leaves a body that is a stream behind: fetch fails', async () => {
    await using shop = await openShop(permanentRedirect)
    const body = new Blob(['{}']).stream()
    const sent = fetch(`${shop.url}/orders`, { ...post, body, duplex: 'half' })
    await expect(sent).rejects.toThrow('fetch failed')
    expect(shop.arrived).toEqual([])
  })

  it('takes the Authorization field to another path, and not to another port', async () => {
    await using shop = await openShop(permanentRedirect)
    const { port } = new URL(shop.url)
    await using other = await openShop((_request, response) =>
      response.redirect(308, `http://127.0.0.1:${port}/v2/orders`),
    )
    const headers = { authorization: 'Bearer secret' }
    await fetch(`${shop.url}/orders`, { headers })
    await fetch(`${other.url}/orders`, { headers })
    expect(shop.arrived.map(({ authorization }) => authorization)).toEqual([
      'Bearer secret',
      undefined,
    ])
  })
})
