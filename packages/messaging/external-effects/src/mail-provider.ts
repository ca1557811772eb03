import type { IncomingMessage, ServerResponse } from 'node:http'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'

export interface Mail {
  to: string
  text: string
}

export interface MailProvider extends AsyncDisposable {
  url: string
  /** The mails that were sent. */
  delivered: Mail[]
  /** How many requests to send came in. */
  requests: number
  /** Forgets all keys, mails and requests. */
  forget(): void
  /** Forgets all keys, as a provider does after a day or so. */
  expireKeys(): void
}

/**
 * Starts a provider that sends mail over HTTP. To an Idempotency-Key that it knows it gives the same
 * reply again, and sends nothing.
 */
export async function startMailProvider(): Promise<MailProvider> {
  const keys = new Set<string>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const mail = JSON.parse(Buffer.concat(await request.toArray()).toString()) as Mail
    const key = request.headers['idempotency-key']
    provider.requests++
    if (typeof key !== 'string' || !keys.has(key)) provider.delivered.push(mail)
    if (typeof key === 'string') keys.add(key)
    response.writeHead(202).end()
  }

  const server = await serveOnLoopback((request, response) => void answer(request, response))
  const provider: MailProvider = {
    ...server,
    url: `${server.url}/mails`,
    delivered: [],
    requests: 0,
    forget() {
      provider.delivered = []
      provider.requests = 0
      keys.clear()
    },
    expireKeys: () => keys.clear(),
  }
  return provider
}
