import type { IncomingMessage, ServerResponse } from 'node:http'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'

export interface MailProvider extends AsyncDisposable {
  url: string
  /** The addresses that got a mail, in order. */
  mailed: string[]
  /** What it answers; with 503 it sends nothing. */
  status: 202 | 503
  /** Begins anew: no mail, no key, and it is there. */
  forget(): void
}

/**
 * Starts a company that sends mail over HTTP. To an Idempotency-Key that it knows it answers as the
 * first time, and sends nothing.
 */
export async function startMailProvider(): Promise<MailProvider> {
  const keys = new Set<string>()
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString()
    const key = request.headers['idempotency-key']
    const isNew = typeof key !== 'string' || !keys.has(key)
    if (provider.status === 202 && isNew) provider.mailed.push(body)
    if (provider.status === 202 && typeof key === 'string') keys.add(key)
    response.writeHead(provider.status).end()
  }

  const server = await serveOnLoopback((request, response) => void answer(request, response))
  const provider: MailProvider = {
    ...server,
    url: `${server.url}/mails`,
    mailed: [],
    status: 202,
    forget() {
      provider.status = 202
      provider.mailed = []
      keys.clear()
    },
  }
  return provider
}
