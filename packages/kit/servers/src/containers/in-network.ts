import { randomBytes } from 'node:crypto'
import type { StartedTopology } from '../machine/control-running.ts'
import type { Service } from '../server.ts'
import { connectEngine } from './connect-engine.ts'
import { cannotConnect } from './container-failure.ts'
import { removeNetwork } from './container-lifeline.ts'
import { imageOf } from './images.ts'

/** Starts containers in a network of their own, where they reach each other by name. */
export async function inNetwork(
  service: Service,
  name: string,
  start: (network: string) => Promise<StartedTopology>,
): Promise<StartedTopology> {
  const { docker, labels } = await connectEngine().catch((cause: unknown) => {
    throw cannotConnect({ service, image: imageOf(service) }, cause)
  })
  const unique = `backend-lab-${name}-${service}-${randomBytes(3).toString('hex')}`
  // With the labels Ryuk removes it too.
  const network = await docker
    .createNetwork({ Name: unique, Labels: labels })
    .catch((cause: unknown) => {
      throw cannotConnect({ service, image: imageOf(service) }, cause)
    })
  try {
    const { grant, control } = await start(unique)
    const remove = async () => {
      await control.remove()
      await removeNetwork(network)
    }
    return { grant, control: { ...control, remove } }
  } catch (error) {
    await removeNetwork(network)
    throw error
  }
}
