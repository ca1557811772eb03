import { proxy } from '@lab/wire/proxy'
import { clientOptions } from './client-options.ts'
import type { ClientOptions } from './client-options.ts'
import { openClient } from './open-client.ts'

/** Redis is gone before the request, goes while it is under way, or hangs. */
export type Failure = 'gone before' | 'gone meanwhile' | 'hangs'

const names = Object.keys(clientOptions) as ClientOptions[]

/** Sends one command by each client while Redis fails; says whether it fails, or still waits. */
export async function askWithoutRedis(
  url: string,
  failure: Failure,
): Promise<Record<ClientOptions, 'fails' | 'waits'>> {
  await using link = await proxy(url)
  using opened = new DisposableStack()
  const clients = await Promise.all(
    names.map(async (name) => opened.use(await openClient(link.url, clientOptions[name])).client),
  )
  if (failure === 'gone before') {
    const closed = clients.map(
      (client) => new Promise<void>((resolve) => client.once('close', resolve)),
    )
    await link.cut()
    await Promise.all(closed)
  }
  if (failure === 'hangs') link.hang()

  const failed = new Set<ClientOptions>()
  const asked = clients.map((client, index) =>
    client.echo('here').catch(() => failed.add(names[index]!)),
  )
  if (failure === 'gone meanwhile') await link.cut()
  // Who has a timeout hears last; a client that still waits then has none.
  await Promise.all([asked[names.indexOf('command timeout')], asked[names.indexOf('all three')]])
  if (failure !== 'hangs') await asked[names.indexOf('no retries')]
  const heard = names.map((name) => [name, failed.has(name) ? 'fails' : 'waits'])
  return Object.fromEntries(heard) as Record<ClientOptions, 'fails' | 'waits'>
}
