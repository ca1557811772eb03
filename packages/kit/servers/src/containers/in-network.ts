import { randomBytes } from 'node:crypto'
import type { DedicatedServers, StartOptions } from '../service.ts'
import { connectEngine } from './connect-engine.ts'
import type { ConnectedEngine } from './connect-engine.ts'
import { cannotConnect } from './container-failure.ts'
import { removeNetwork } from './container-lifeline.ts'
import { imageOf } from './image-of.ts'
import type { NetworkPlace } from './start-container.ts'

export interface Network {
  name: string
  /** Makes the place of one container, by its number from 0. */
  place(hostname: string, index: number): NetworkPlace
}

const attempts = 5
// Below are the engine's own gateway and what it may give out.
const firstAddress = 10

/** Starts containers in a network of their own, where they reach each other by name. */
export async function inNetwork(
  { service, name }: StartOptions,
  start: (network: Network) => Promise<DedicatedServers>,
): Promise<DedicatedServers> {
  const engine = await connectEngine().catch((cause: unknown) => {
    throw cannotConnect({ service, image: imageOf(service) }, cause)
  })
  const unique = `backend-lab-${name}-${service.id}-${randomBytes(3).toString('hex')}`
  const { network, subnet } = await createNetwork(engine, unique).catch((cause: unknown) => {
    throw cannotConnect({ service, image: imageOf(service) }, cause)
  })
  const prefix = subnet.split('.').slice(0, 3).join('.')
  try {
    const servers = await start({
      name: unique,
      place: (hostname, index) => ({
        network: unique,
        hostname,
        address: `${prefix}.${firstAddress + index}`,
      }),
    })
    const remove = async () => {
      await servers.remove()
      await removeNetwork(network)
    }
    return { ...servers, remove }
  } catch (error) {
    await removeNetwork(network)
    throw error
  }
}

// A container may choose its address only where the range was chosen too. Which one is free the
// engine knows: it gives one to a network that is made to ask, and removed. With the labels Ryuk
// removes what is left.
async function createNetwork({ docker, labels }: ConnectedEngine, name: string) {
  for (let attempt = 1; ; attempt += 1) {
    const subnet = await freeSubnet({ docker, labels }, name)
    try {
      const IPAM = { Driver: 'default', Config: [{ Subnet: subnet }] }
      const network = await docker.createNetwork({ Name: name, Labels: labels, IPAM })
      return { network, subnet }
    } catch (error) {
      // Another network was quicker to take the range.
      if (!/overlap/i.test(String(error)) || attempt === attempts) throw error
    }
  }
}

async function freeSubnet(
  { docker, labels }: Pick<ConnectedEngine, 'docker' | 'labels'>,
  name: string,
): Promise<string> {
  const network = await docker.createNetwork({ Name: `${name}-range`, Labels: labels })
  try {
    const { IPAM } = (await network.inspect()) as { IPAM: { Config?: { Subnet?: string }[] } }
    const subnet = (IPAM.Config ?? []).find((range) => range.Subnet?.includes('.'))?.Subnet
    if (subnet === undefined) throw new Error('the engine gives a network no range of addresses')
    return subnet
  } finally {
    await removeNetwork(network)
  }
}
