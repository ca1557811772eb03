import { stepWords } from '@lab/stage/schedule'

/** All orders of a race by their beginnings: answers at once what the server would say. */
export interface OrderTree {
  /** How many of the steps are the beginning of an order. */
  followed(words: readonly string[]): number
}

type Node = Map<string, Node>

export function orderTree(orders: readonly string[]): OrderTree {
  const root: Node = new Map()
  for (const order of orders) {
    let node = root
    for (const word of stepWords(order)) {
      let next = node.get(word)
      if (next === undefined) node.set(word, (next = new Map()))
      node = next
    }
  }
  return {
    followed(words) {
      let node = root
      for (const [index, word] of words.entries()) {
        const next = node.get(word)
        if (next === undefined) return index
        node = next
      }
      return words.length
    },
  }
}
