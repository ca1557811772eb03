// Fails: gives the items in the order in which they were put, whatever they are
// Resolves a promise with the item: an item that is a promise is awaited, and another value is given.
type Taken<Item> = { done: false; value: Item } | { done: true }

export function createQueue<Item>(places: number) {
  const end = Symbol('end')
  const items: Item[] = []
  const puts: (PromiseWithResolvers<void> & { item: Item })[] = []
  const takes: PromiseWithResolvers<Item | typeof end>[] = []
  let isClosed = false
  let failure: { error: unknown } | undefined

  return {
    async put(item: Item): Promise<void> {
      if (failure !== undefined) throw failure.error
      if (isClosed) throw new Error('closed')
      const take = takes.shift()
      if (take !== undefined) take.resolve(item)
      else if (items.length < places) items.push(item)
      else {
        const put = { ...Promise.withResolvers<void>(), item }
        puts.push(put)
        await put.promise
      }
    },
    async take(): Promise<Taken<Item>> {
      if (failure !== undefined) throw failure.error
      if (items.length === 0) {
        if (isClosed) return { done: true }
        const take = Promise.withResolvers<Item | typeof end>()
        takes.push(take)
        const value = await take.promise
        return value === end ? { done: true } : { done: false, value }
      }
      const value = items.shift() as Item
      const put = puts.shift()
      if (put !== undefined) {
        items.push(put.item)
        put.resolve()
      }
      return { done: false, value }
    },
    close(): void {
      isClosed = true
      for (const put of puts.splice(0)) put.reject(new Error('closed'))
      for (const take of takes.splice(0)) take.resolve(end)
    },
    fail(error: unknown): void {
      failure = { error }
      for (const waiting of [...puts.splice(0), ...takes.splice(0)]) waiting.reject(error)
    },
  }
}
