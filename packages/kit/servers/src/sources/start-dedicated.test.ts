import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { hasEngine, labSources } from '../../test/docker-engine.ts'
import { killWhileItStarts, startClient } from '../../test/start-client.ts'
import type { Client } from '../../test/start-client.ts'
import { testRuntime } from '../../test/test-runtime.ts'
import type { TestRuntime } from '../../test/test-runtime.ts'
import { waitUntil } from '../../test/wait-until.ts'
import { isPortFree } from '../machine/free-port.ts'

const timeoutMs = 240_000
// In containers all are started before the keeper hears of the end.
const goneWithinMs = 120_000

// How many data folders, or containers and networks.
const topologies = [
  ['dedicated postgres', { embedded: 1, containers: 1 }],
  ['dedicated standby', { embedded: 2, containers: 3 }],
  ['dedicated brokers', { embedded: 3, containers: 4 }],
] as const

describe.each(labSources)('dedicated servers, %s', (source) => {
  describe.each(topologies)('%s', (topology, size) => {
    it(
      'are gone, with their data, when their owner is killed',
      { timeout: timeoutMs },
      async () => {
        await using runtime = testRuntime({ LAB_SERVERS: source })
        await using owner = await startClient(topology, runtime.environment)
        expect(owner.said.server.source).toBe(source)
        const ports = portsOf(owner)
        expect(await areFree(ports)).toEqual(ports.map(() => false))
        expect(await runtime.everything()).toHaveLength(size[source])
        await owner.kill('SIGKILL')
        await waitUntil(async () => (await runtime.everything()).length === 0)
        expect(await areFree(ports)).toEqual(ports.map(() => true))
      },
    )

    it(
      'leave nothing when their owner is killed while they start',
      { timeout: timeoutMs },
      async () => {
        await using runtime = testRuntime({ LAB_SERVERS: source })
        // The first folder is filled by the owner itself; containers are up to the keeper.
        const begun = source === 'embedded' ? 1 : size.containers
        const hasBegun = async () => (await runtime.everything()).length >= begun
        const kill = () => killWhileItStarts(topology, runtime.environment, hasBegun)
        expect(await leftByKill(runtime, kill)).toEqual([])
      },
    )
  })
})

describe.runIf(hasEngine)('dedicated servers of a keeper', () => {
  it('are gone when it is killed', { timeout: timeoutMs }, async () => {
    await using runtime = testRuntime({ LAB_SERVERS: 'containers' })
    await using _owner = await startClient('dedicated brokers', runtime.environment)
    expect(await runtime.everything()).toHaveLength(4)
    killKeeper(runtime)
    await waitUntil(async () => (await runtime.everything()).length === 0)
  })

  it('leave nothing when it is killed while they start', { timeout: timeoutMs }, async () => {
    await using runtime = testRuntime({ LAB_SERVERS: 'containers' })
    const killKeeperToo = async () => {
      if ((await runtime.everything()).length === 0) return false
      killKeeper(runtime)
      return true
    }
    const kill = () => killWhileItStarts('dedicated brokers', runtime.environment, killKeeperToo)
    expect(await leftByKill(runtime, kill)).toEqual([])
  })
})

/** Kills until a kill came in time, or one left something; all have some time to go. */
async function leftByKill(runtime: TestRuntime, kill: () => Promise<boolean>): Promise<string[]> {
  for (;;) {
    const isInTime = await kill()
    const deadline = Date.now() + goneWithinMs
    let left = await runtime.everything()
    while (left.length > 0 && Date.now() < deadline) {
      await delay(50)
      left = await runtime.everything()
    }
    if (isInTime || left.length > 0) return left
  }
}

function killKeeper(runtime: TestRuntime): void {
  process.kill(runtime.keeperPids().at(-1) ?? 0, 'SIGKILL')
}

function portsOf({ said }: Client): number[] {
  const urls = [said.url, said.standbyUrl].flatMap((url) => url ?? [])
  const brokers = (said.brokers ?? []).map((broker) => `kafka://${broker}`)
  return [...urls, ...brokers].map((url) => Number(new URL(url).port))
}

function areFree(ports: number[]): Promise<boolean[]> {
  return Promise.all(ports.map(isPortFree))
}
