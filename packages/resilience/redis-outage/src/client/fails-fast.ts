import { proxy } from '@lab/wire/proxy'
import { clientOptions } from './client-options.ts'
import type { ClientOptions } from './client-options.ts'
import { openClient } from './open-client.ts'

/** Redis is gone before the command, goes while the command is under way, or does not reply. */
export const outages = ['gone before', 'gone meanwhile', 'hangs'] as const

export type Outage = (typeof outages)[number]

const names = Object.keys(clientOptions) as ClientOptions[]

/**
 * The contract of every set of options: a command fails soon instead of waiting for Redis. Sends
 * one command by each client while Redis is out, and says what became of it.
 */
export async function failsFast(
  url: string,
  outage: Outage,
): Promise<Record<ClientOptions, 'fails' | 'waits'>> {
  await using link = await proxy(url)
  using opened = new DisposableStack()
  const clients = await Promise.all(
    names.map(async (name) => opened.use(await openClient(link.url, clientOptions[name])).client),
  )
  if (outage === 'gone before') {
    const closed = clients.map(
      (client) => new Promise<void>((resolve) => client.once('close', resolve)),
    )
    await link.cut()
    await Promise.all(closed)
  }
  if (outage === 'hangs') link.hang()

  const failed = new Set<ClientOptions>()
  const sent = clients.map((client, index) =>
    client.echo('here').catch(() => failed.add(names[index]!)),
  )
  if (outage === 'gone meanwhile') await link.cut()
  // A command with a timeout fails last; one that still waits then has no end of its own.
  await Promise.all([sent[names.indexOf('command-timeout')], sent[names.indexOf('all-three')]])
  if (outage !== 'hangs') await sent[names.indexOf('no-retries')]
  const found = names.map((name) => [name, failed.has(name) ? 'fails' : 'waits'])
  return Object.fromEntries(found) as Record<ClientOptions, 'fails' | 'waits'>
}
