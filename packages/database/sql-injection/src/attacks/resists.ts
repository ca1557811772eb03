import { recordExchange } from '@lab/wire/record-exchange'
import type { RecordedExchange } from '@lab/wire/record-exchange'
import type { Pool } from 'pg'
import { openShop } from '../open-shop.ts'
import type { Product, Roles, Statements } from '../open-shop.ts'
import { attacks } from './attacks.ts'
import type { Client } from './attacks.ts'

export interface Outcome {
  attack: string
  wants: string
  /** What was taken or done; undefined when the attack has failed. */
  taken: string | undefined
  /** How many requests it took. */
  requests: number
}

export interface Resisted {
  outcomes: Outcome[]
  /** What passed for the first attack, or the one that was asked for. */
  exchange: RecordedExchange
  violation: string | undefined
}

/** The contract: the shop works for a customer, and no attack takes or changes anything. */
export async function resists(
  roles: Roles,
  statements: Statements,
  shown = 'login bypass',
): Promise<Resisted> {
  const pool = roles.login
  await using shop = await openShop(roles, statements)
  await using recorder = recordExchange()
  const url = await recorder.http(shop.url, { from: 'client', to: 'shop', bodies: 'kept' })
  let requests = 0
  const onRequest = () => void (requests += 1)
  const client = createClient(shop.url, pool, onRequest)
  const recorded = createClient(url, pool, onRequest)
  await requireWorking(client)
  const outcomes: Outcome[] = []
  for (const { name, wants, run } of attacks) {
    await pool.query(
      `update users set role = 'customer', nickname = 'ada' where email = 'ada@example.com'`,
    )
    requests = 0
    const taken = await run(name === shown ? recorded : client)
    outcomes.push({ attack: name, wants, taken, requests })
  }
  const first = outcomes.find(({ taken }) => taken !== undefined)
  const violation = first === undefined ? undefined : `${first.attack}: ${first.taken}`
  return { outcomes, exchange: recorder.exchange(`The attack: ${shown}`), violation }
}

function createClient(url: string, owner: Pool, onRequest: () => void): Client {
  const send = async (path: string, init?: RequestInit) => {
    onRequest()
    const response = await fetch(new URL(path, url), {
      ...init,
      headers: { 'content-type': 'application/json' },
    })
    return { status: response.status, text: await response.text() }
  }
  const user = (email: string) => `/users/${encodeURIComponent(email)}`
  return {
    async login(email, password) {
      const body = JSON.stringify({ email, password })
      const { status, text } = await send('/login', { method: 'POST', body })
      return { status, email: status === 200 ? JSON.parse(text).email : null }
    },
    async products(query) {
      const { status, text } = await send(`/products?${new URLSearchParams(query).toString()}`)
      // Of two statements pg gives two results, of which the shop sends nothing.
      const found = status === 200 && text !== '' ? (JSON.parse(text) as Product[]) : []
      return { status, names: found.map(({ name }) => name) }
    },
    async rename(email, nickname) {
      const body = JSON.stringify({ nickname })
      return (await send(`${user(email)}/nickname`, { method: 'PUT', body })).status
    },
    async reviewsOf(email) {
      const { status, text } = await send(`${user(email)}/reviews`)
      return status === 200 ? JSON.parse(text) : []
    },
    async roleOf(email) {
      const { rows } = await owner.query('select role from users where email = $1', [email])
      return rows[0].role
    },
  }
}

/** A shop that refuses everything resists, and sells nothing. */
async function requireWorking(client: Client): Promise<void> {
  const checks = {
    login: (await client.login('ada@example.com', 'ada')).email === 'ada@example.com',
    'wrong password': (await client.login('ada@example.com', 'x')).status === 401,
    search: (await client.products({ search: 'air' })).names.join() === 'Chair',
    sort: (await client.products({ sort: 'price', limit: '2' })).names.join() === 'Lamp,100 % wool',
    reviews: (await client.reviewsOf('ada@example.com')).join() === 'nice',
  }
  const failed = Object.entries(checks).find(([, holds]) => !holds)
  if (failed !== undefined)
    throw new Error(`Cannot attack the shop: its ${failed[0]} does not work`)
}
