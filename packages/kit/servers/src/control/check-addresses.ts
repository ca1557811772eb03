import { connect } from 'node:net'
import { check } from '../check.ts'
import type { Check } from '../check.ts'
import type { ServiceDefinition } from '../service.ts'

const connectWithinMs = 2_000

/** Checks that somebody listens where the caller's own variables point. */
export function checkAddresses(services: readonly ServiceDefinition[]): Promise<Check>[] {
  return services.flatMap(({ name, yours }) => {
    if (!yours) return []
    const { variable, placeOf } = yours
    const address = process.env[variable] ?? ''
    if (address === '') return [check(variable, '', () => `not set, so the lab starts ${name}`)]
    const remedy = `start that server, correct ${variable} or unset it`
    return [
      check(variable, remedy, async () => {
        const { host, port } = placeOf(address)
        await requireListener(host, port)
        return `${host}:${port} answers`
      }),
    ]
  })
}

function requireListener(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: connectWithinMs })
    const fail = () => {
      socket.destroy()
      reject(new Error(`nobody answers at ${host}:${port}`))
    }
    socket.once('error', fail)
    socket.once('timeout', fail)
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
  })
}
