type Taken<Item> = { done: false; value: Item } | { done: true }

export function createQueue<Item>(places: number) {
  const items: Item[] = []
  return {
    async put(item: Item): Promise<void> {
      if (items.length >= places) throw new Error('full')
      items.push(item)
    },
    async take(): Promise<Taken<Item>> {
      const value = items.shift()
      return value ? { done: false, value } : { done: true }
    },
    close(): void {},
    fail(error: unknown): void {
      throw error
    },
  }
}
