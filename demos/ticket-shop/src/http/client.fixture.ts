import type { Account } from '../accounts/access-token.ts'
import type { Tokens } from '../accounts/issue-tokens.ts'

export interface ClientAnswer {
  status: number
  headers: Headers
  body: unknown
}

interface Sent {
  body?: unknown
  token?: string
  headers?: Record<string, string>
}

/** Asks the API as clients do. */
export function createClient(url: string) {
  async function ask(line: string, { body, token, headers }: Sent = {}): Promise<ClientAnswer> {
    const [method, path] = line.split(' ') as [string, string]
    const reply = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await reply.text()
    return {
      status: reply.status,
      headers: reply.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
  }

  let accounts = 0
  async function register(role: Account['role']): Promise<Account & { email: string } & Tokens> {
    const email = `${role}-${(accounts += 1)}@example.com`
    const { body } = await ask('POST /accounts', {
      body: { email, role, password: 'correct horse' },
    })
    const { account, tokens } = body as { account: Account; tokens: Tokens }
    return { ...account, email, ...tokens }
  }

  return { ask, register }
}

export type Client = ReturnType<typeof createClient>

/** An event as organisers announce it, with 2 rows of 3 seats. */
export const concert = (startsAt = new Date(Date.now() + 86_400_000)) => ({
  title: 'A concert',
  startsAt: startsAt.toISOString(),
  venue: { name: 'The hall', city: 'Vienna' },
  artists: ['Zoe', 'Anna'],
  priceCents: 4_000,
  rows: 2,
  seatsPerRow: 3,
})
