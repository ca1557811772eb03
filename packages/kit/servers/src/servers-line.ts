import type { Server } from './server.ts'

/**
 * Writes one human line about the servers of a demo.
 * @param servers In the order in which they are named.
 * @returns For example `PostgreSQL 18.4 (embedded), Redis 7.0.15 (yours)`.
 */
export function serversLine(servers: readonly Server[]): string {
  return servers.map(describe).join(', ')
}

function describe({ name, source, version }: Server): string {
  return [name, version, `(${source})`].filter((part) => part !== '').join(' ')
}
