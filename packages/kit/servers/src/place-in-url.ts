import type { Place } from './service.ts'

/**
 * Reads host and port of a URL.
 * @throws {Error} If it is none.
 */
export function placeInUrl(address: string, usualPort: number): Place {
  if (!URL.canParse(address)) throw new Error('it is not a valid address')
  const { hostname, port } = new URL(address)
  return { host: hostname, port: Number(port) || usualPort }
}
