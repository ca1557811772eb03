import type { OrderTree } from './order-tree.ts'

/**
 * Moves a step of an order.
 *
 * @param gap Where to: before the step that is there now; the length is the end.
 */
export function moveStep(words: readonly string[], from: number, gap: number): string[] {
  const moved = words.filter((_, index) => index !== from)
  moved.splice(gap > from ? gap - 1 : gap, 0, words[from]!)
  return moved
}

/** Says for each gap whether the order is possible when the step is moved there. */
export function possibleGaps(words: readonly string[], from: number, tree: OrderTree): boolean[] {
  return Array.from({ length: words.length + 1 }, (_, gap) => {
    const moved = moveStep(words, from, gap)
    return tree.followed(moved) === moved.length
  })
}
