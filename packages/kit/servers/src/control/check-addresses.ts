import { connect } from 'node:net'
import { addressVariables } from '../address-variables.ts'
import { serviceNames } from '../server.ts'
import type { Service } from '../server.ts'
import { check } from './check.ts'
import type { Check } from './check.ts'

const connectWithinMs = 2_000
const defaultPorts = { postgres: 5432, redis: 6379, kafka: 9092 } as const satisfies Record<
  Service,
  number
>

/** Checks that somebody listens where the caller's own variables point. */
export function checkAddresses(): Promise<Check>[] {
  return Object.entries(addressVariables).map(([key, variable]) => {
    const service = key as Service
    const address = process.env[variable] ?? ''
    if (address === '')
      return check(variable, '', () => `not set, so the lab starts ${serviceNames[service]}`)
    return check(variable, `start that server, correct ${variable} or unset it`, async () => {
      const { host, port } = readAddress(service, address)
      await requireListener(host, port)
      return `${host}:${port} answers`
    })
  })
}

function readAddress(service: Service, address: string): { host: string; port: number } {
  const text = service === 'kafka' ? `kafka://${address.split(',')[0]?.trim() ?? ''}` : address
  if (!URL.canParse(text)) throw new Error('it is not a valid address')
  const url = new URL(text)
  return { host: url.hostname, port: Number(url.port) || defaultPorts[service] }
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
