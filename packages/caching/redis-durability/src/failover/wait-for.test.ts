import { describe, expect, it } from 'vitest'
import { infoOf } from '../open-server.ts'
import { until } from '../until.ts'
import { follow, hold, openReplicated } from './replicated.ts'
import { untilTimeIsUp, waiting } from './until-time-is-up.ts'
import { waitFor } from './wait-for.ts'

async function withLateReplica() {
  const servers = await openReplicated(1)
  await hold(servers.replicas[0]!)
  return servers
}

describe('waitFor', () => {
  it('blocks its own connection: others read the order meanwhile, and the replica lacks it', async () => {
    await using servers = await withLateReplica()
    const [primary, replica] = [servers.primary, servers.replicas[0]!]
    const writer = primary.server.client()
    const answer = waitFor(1)(writer, 'order')
    await until('it waits', async () => (await waiting(primary.client)).length === 1)
    expect(await primary.client.get('order')).toBe('placed')
    expect(await replica.client.get('order')).toBe(null)
    expect(await untilTimeIsUp(answer, primary.client, 0)).toBe('unknown')
    expect(await primary.client.get('order')).toBe('placed')
  })

  it('does not wait inside of MULTI, and counts who confirmed what was written before it', async () => {
    await using servers = await openReplicated(1)
    const { client } = servers.primary
    expect(await waitFor(1)(client, 'order:1')).toBe('stored')
    await until('all is confirmed', async () => {
      const written = await infoOf(client, 'master_repl_offset')
      return (await infoOf(client, 'slave0'))!.includes(`offset=${written},`)
    })
    await hold(servers.replicas[0]!)
    const replies = await client.multi().set('order:2', 'placed').wait(1, 60_000).exec()
    expect(replies).toEqual([
      [null, 'OK'],
      [null, 1],
    ])
    expect(await servers.replicas[0]!.client.get('order:2')).toBe(null)
  })

  it('is told of another history when a client sends WAIT again after a reconnection', async () => {
    await using servers = await withLateReplica()
    const [primary, replica] = [servers.primary, servers.replicas[0]!]
    const writers = [{}, { maxRetriesPerRequest: 0 }].map((options) =>
      primary.server.client({ retryStrategy: () => 5, ...options }),
    )
    const answers = Promise.all(
      writers.map((writer, n) =>
        waitFor(1)(writer, `order:${n}`).catch((error: Error) => error.name),
      ),
    )
    await until('both wait', async () => (await waiting(primary.client)).length === 2)
    await primary.server.crash()
    await primary.server.restart()
    await replica.client.client('UNPAUSE')
    await follow(replica, primary)
    expect(await answers).toEqual(['stored', 'MaxRetriesPerRequestError'])
    expect(await primary.client.exists('order:0', 'order:1')).toBe(0)
  })

  it('waits for what its connection wrote: from Redis 7.2 on a SET NX that finds the key is nothing', async () => {
    await using servers = await withLateReplica()
    const { client, server } = servers.primary
    await client.set('order', 'placed')
    const again = server.client()
    expect(await again.set('order', 'placed', 'NX')).toBe(null)
    const confirmed = await untilTimeIsUp(again.wait(1, 60_000), client, 0)
    const [major = 0, minor = 0] = (await infoOf(client, 'redis_version'))!.split('.').map(Number)
    expect(confirmed).toBe(major > 7 || (major === 7 && minor >= 2) ? 1 : 0)
  })
})
