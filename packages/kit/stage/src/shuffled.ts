/**
 * The same values in another order, as Fisher and Yates do it.
 *
 * @param random From 0 up to 1, as `Math.random`.
 */
export function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
  const all = [...values]
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[all[last], all[other]] = [all[other]!, all[last]!]
  }
  return all
}
