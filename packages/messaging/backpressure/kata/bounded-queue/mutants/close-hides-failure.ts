// Fails: passes a failure on to puts and takes as it is
// A close after the failure wins: a consumer takes half of an import for all of it.
type Taken<Item> = { done: false; value: Item } | { done: true }

export function createQueue<Item>(places: number) {
  const items: Item[] = []
  const puts: (PromiseWithResolvers<void> & { item: Item })[] = []
  const takes: PromiseWithResolvers<Taken<Item>>[] = []
  let isClosed = false
  let failure: { error: unknown } | undefined

  return {
    async put(item: Item): Promise<void> {
      if (failure !== undefined) throw failure.error
      if (isClosed) throw new Error('closed')
      const take = takes.shift()
      if (take !== undefined) take.resolve({ done: false, value: item })
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
        const take = Promise.withResolvers<Taken<Item>>()
        takes.push(take)
        return take.promise
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
      failure = undefined
      for (const put of puts.splice(0)) put.reject(new Error('closed'))
      for (const take of takes.splice(0)) take.resolve({ done: true })
    },
    fail(error: unknown): void {
      failure = { error }
      for (const waiting of [...puts.splice(0), ...takes.splice(0)]) waiting.reject(error)
    },
  }
}
