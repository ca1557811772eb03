/**
 * Does something else before each statement of a pool and of its clients, such as what another client
 * does meanwhile. An answer that tries so many times and no more comes to its last try.
 */
export function overtaken<Client extends object>(
  client: Client,
  meanwhile: () => Promise<unknown>,
): Client {
  // One after the other, also before statements that are sent together: their order stays.
  let last: Promise<unknown> = Promise.resolve()
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name === 'query')
        return async (...given: unknown[]) => {
          await (last = last.then(meanwhile))
          return value.apply(target, given)
        }
      // With a callback it gives no promise, and what it gives is left as it is.
      if (name === 'connect')
        return async (...given: unknown[]) => {
          const connected: Client | undefined = await value.apply(target, given)
          return connected && overtaken(connected, meanwhile)
        }
      return value.bind(target)
    },
  })
}
