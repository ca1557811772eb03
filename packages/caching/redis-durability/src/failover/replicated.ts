import type { Redis } from 'ioredis'
import { persistence } from '../kill/persistence.ts'
import { infoOf, openServer } from '../open-server.ts'
import type { Node } from '../open-server.ts'
import { until } from '../until.ts'

export interface Replicated extends AsyncDisposable {
  primary: Node
  replicas: Node[]
}

const settings = {
  ...persistence['no-persistence'],
  // A copy by a file is complete at once. After one by a stream a replica confirms a second later.
  'repl-diskless-sync': 'no',
}

/** Opens a primary with replicas that have all it has. */
export async function openReplicated(
  count: number,
  ofPrimary: Record<string, string> = {},
): Promise<Replicated> {
  const nodes = await Promise.all(
    Array.from({ length: count + 1 }, (_, index) =>
      openServer(index === 0 ? { ...settings, ...ofPrimary } : settings),
    ),
  )
  const [primary, ...replicas] = nodes as [Node, ...Node[]]
  for (const replica of replicas) await follow(replica, primary)
  await isFollowed(primary, count)
  return {
    primary,
    replicas,
    async [Symbol.asyncDispose]() {
      await Promise.all(nodes.map((node) => node[Symbol.asyncDispose]()))
    },
  }
}

/** Makes one server the replica of another one: it drops what it has and copies that one. */
export async function follow(replica: Node, primary: Node): Promise<void> {
  const { host, port } = await addressOf(primary.client)
  await replica.client.config('SET', 'masterauth', new URL(primary.server.url).password)
  await replica.client.replicaof(host, port)
  await until('the replica has copied its primary', async () => {
    const [link, ofReplica, ofPrimary] = [
      await infoOf(replica.client, 'master_link_status'),
      await infoOf(replica.client, 'master_replid'),
      await infoOf(primary.client, 'master_replid'),
    ]
    return link === 'up' && ofReplica === ofPrimary
  })
}

/**
 * Makes a replica late: it stays connected, and applies nothing more. Each second it tells its
 * primary that it is alive.
 */
export async function hold(replica: Node): Promise<void> {
  const dayMs = 86_400_000
  await replica.client.client('PAUSE', dayMs, 'WRITE')
}

/** Parts a replica from its primary, as a cut network does. */
export async function cutOff(replica: Node): Promise<void> {
  await replica.client.replicaof('127.0.0.1', 1)
}

export async function promote(replica: Node): Promise<void> {
  await replica.client.replicaof('NO', 'ONE')
  await replica.client.client('UNPAUSE')
}

export async function isFollowed({ client }: Node, replicas: number): Promise<void> {
  await until(`the primary has ${replicas} replicas`, async () => {
    const states = (await client.info('replication')).match(/^slave\d+:.*state=online/gm)
    return (states ?? []).length === replicas
  })
}

/** The server's own end of this connection: other servers reach it there, also in a container. */
async function addressOf(client: Redis): Promise<{ host: string; port: string }> {
  const [, host, port] = /laddr=(\S+):(\d+)/.exec(String(await client.client('INFO')))!
  return { host: host!, port: port! }
}
