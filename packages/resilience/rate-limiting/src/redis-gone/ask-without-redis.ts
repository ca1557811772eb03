import { once } from 'node:events'
import { proxy } from '@lab/servers/proxy'
import { Redis } from 'ioredis'
import { clientOptions } from './client-options.ts'
import type { ClientOptions } from './client-options.ts'

/** Redis is gone before the request, goes while it is under way, or hangs. */
export type Failure = 'gone before' | 'gone meanwhile' | 'hangs'

/** Sends one command by each client while Redis fails; says what each heard, or `waits`. */
export async function askWithoutRedis(
  url: string,
  failure: Failure,
): Promise<Record<ClientOptions, string>> {
  await using link = await proxy(url)
  const names = Object.keys(clientOptions) as ClientOptions[]
  const clients = names.map((name) => new Redis(link.url, clientOptions[name]))
  await Promise.all(
    clients.map((client) => {
      client.on('error', () => {})
      return once(client, 'ready')
    }),
  )
  if (failure === 'gone before') {
    const closed = Promise.all(
      clients.map((client) => new Promise<void>((resolve) => client.once('close', resolve))),
    )
    await link.cut()
    await closed
  }
  if (failure === 'hangs') link.hang()

  const heard = Object.fromEntries(names.map((name) => [name, 'waits']))
  const asked = clients.map(async (client, index) => {
    try {
      heard[names[index]!] = `answers ${await client.echo('here')}`
    } catch (error) {
      heard[names[index]!] = `fails: ${(error as Error).message.split(' (')[0]}`
    }
  })
  if (failure === 'gone meanwhile') await link.cut()
  // Who has a timeout hears last; a client that still waits then has none.
  await Promise.all([asked[names.indexOf('command timeout')], asked[names.indexOf('all three')]])
  if (failure !== 'hangs') await asked[names.indexOf('no retries')]
  const seen = { ...heard }
  for (const client of clients) client.disconnect()
  return seen as Record<ClientOptions, string>
}
