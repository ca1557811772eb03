import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { startBalancer } from './start-balancer.ts'

it('gives connections to one after the other, and passes over a server that is not there', async () => {
  await using balancer = await startBalancer()
  // A connection for each request, as agents keep theirs.
  const ask = async () => {
    const answer = await fetch(balancer.url, { headers: { connection: 'close' } })
    return answer.text()
  }
  await expect(ask()).rejects.toThrow('fetch failed')
  await using ann = await instance('ann')
  await using bob = await instance('bob')
  balancer.targets.add(ann.url).add(bob.url)
  expect([await ask(), await ask(), await ask(), await ask()].toSorted()).toEqual([
    'ann',
    'ann',
    'bob',
    'bob',
  ])
  await bob[Symbol.asyncDispose]()
  expect([await ask(), await ask()]).toEqual(['ann', 'ann'])
})

async function instance(name: string) {
  const server = createServer((_, response) => response.end(name)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
