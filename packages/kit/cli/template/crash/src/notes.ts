import { turn } from '@lab/conductor'

/** What the consumer writes down, in a store that outlives it. */
export interface Notes {
  has(refund: string): Promise<boolean>
  add(refund: string): Promise<void>
}

/** Opens an empty store. Each request is a step of the conductor. */
export function openNotes(): Notes {
  const noted = new Set<string>()
  return {
    async has(refund) {
      await turn(`notes: has ${refund}?`)
      return noted.has(refund)
    },
    async add(refund) {
      await turn(`notes: add ${refund}`)
      noted.add(refund)
    },
  }
}
