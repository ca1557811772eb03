import { AsyncLocalStorage } from 'node:async_hooks'

const settings = new AsyncLocalStorage<Record<string, string>>()

/**
 * Opens databases whose connections all begin with these settings, such as
 * `{ default_transaction_isolation: 'serializable' }`: the same code at another isolation level.
 *
 * @param open Calls `postgres()`, also through code that knows nothing of settings.
 */
export function withPostgresSettings<Result>(
  values: Record<string, string>,
  open: () => Result,
): Result {
  return settings.run(values, open)
}

/** Adds the settings of the caller to the address of its database. */
export function withSettings(url: string): string {
  const values = Object.entries(settings.getStore() ?? {})
  if (values.length === 0) return url
  const address = new URL(url)
  const given = address.searchParams.get('options')
  // In an option a space ends the value, unless it is escaped.
  const options = values.map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, '\\$&')}`)
  address.searchParams.set('options', [given, ...options].filter(Boolean).join(' '))
  return address.href
}
