import { statementCounter } from '@lab/wire/statement-counter'
import { readConfiguration } from '../src/configuration.ts'
import { startApi } from '../src/http/start-api.ts'
import { openShop } from '../src/open-shop.ts'
import type { Omission } from './omissions.ts'
import { waysWithout } from './ways/ways-without.ts'

/**
 * How many statements a page of events costs, counted on the wire between one more API process of
 * the shop and its database.
 */
export async function countStatements(
  env: Record<string, string>,
  without: readonly Omission[],
): Promise<number> {
  await using counter = await statementCounter(env['DATABASE_URL']!)
  await using shop = openShop(
    readConfiguration({ ...env, DATABASE_URL: counter.url, READ_DATABASE_URL: counter.url }),
    waysWithout(without),
  )
  await using api = await startApi(shop)
  const { statements } = await counter.during(() => fetch(new URL('/events', api.url)))
  return statements.length
}
