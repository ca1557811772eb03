/**
 * Every order in which records of several partitions may be handled, when each partition is read in
 * its own order: for lists of 2, 2 and 2 these are 6! / (2! 2! 2!) = 90.
 */
export function* readings<Item>(partitions: readonly (readonly Item[])[]): Generator<Item[]> {
  let isEmpty = true
  for (const [index, [first, ...rest]] of partitions.entries()) {
    if (first === undefined) continue
    isEmpty = false
    const left = partitions.with(index, rest)
    for (const reading of readings(left)) yield [first, ...reading]
  }
  if (isEmpty) yield []
}
