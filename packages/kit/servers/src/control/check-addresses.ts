import { check } from '../check.ts'
import type { Check } from '../check.ts'
import type { ServiceDefinition } from '../service.ts'
import { tryYours } from '../sources/try-yours.ts'

/** Checks that the servers that the caller's own variables name give what a demo needs. */
export function checkAddresses(services: readonly ServiceDefinition[]): Promise<Check>[] {
  return services.flatMap((service) => {
    const { name, yours } = service
    if (!yours) return []
    const { variable, placeOf } = yours
    const address = process.env[variable] ?? ''
    if (address === '') return [check(variable, '', () => `not set, so the lab starts ${name}`)]
    return [
      check(variable, `correct ${variable}, or unset it`, async () => {
        const version = await tryYours(service, address)
        const { host, port } = placeOf(address)
        return `${[name, version].filter(Boolean).join(' ')} at ${host}:${port} gives what a demo needs`
      }),
    ]
  })
}
