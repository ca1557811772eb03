// Fails: lets takes wait while nothing is there, and gives each its own item
// The take that wakes up takes the item itself. Another take has it meanwhile, and the first one waits again.
type Taken<Item> = { done: false; value: Item } | { done: true }

export function createQueue<Item>(places: number) {
  const items: Item[] = []
  const puts: (PromiseWithResolvers<void> & { item: Item })[] = []
  const takes: PromiseWithResolvers<void>[] = []
  let isClosed = false
  let failure: { error: unknown } | undefined

  return {
    async put(item: Item): Promise<void> {
      if (failure !== undefined) throw failure.error
      if (isClosed) throw new Error('closed')
      const take = takes.shift()
      if (take !== undefined || items.length < places) {
        items.push(item)
        take?.resolve()
      } else {
        const put = { ...Promise.withResolvers<void>(), item }
        puts.push(put)
        await put.promise
      }
    },
    async take(): Promise<Taken<Item>> {
      if (failure !== undefined) throw failure.error
      while (items.length === 0) {
        if (isClosed) return { done: true }
        const take = Promise.withResolvers<void>()
        takes.push(take)
        await take.promise
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
      for (const take of takes.splice(0)) take.resolve()
    },
    fail(error: unknown): void {
      failure = { error }
      for (const waiting of [...puts.splice(0), ...takes.splice(0)]) waiting.reject(error)
    },
  }
}
