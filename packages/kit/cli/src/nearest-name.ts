/**
 * Finds the name that a mistyped one most likely means: one that it begins, or the one with the
 * smallest edit distance, if that is at most a third of its length.
 */
export function nearestName(typed: string, names: string[]): string | undefined {
  const begun = names.filter(
    (name) => typed.length >= 3 && (name.startsWith(typed) || name.includes(`-${typed}`)),
  )
  if (begun.length === 1) return begun[0]
  const ranked = names
    .map((name) => ({ name, distance: editDistance(typed.toLowerCase(), name.toLowerCase()) }))
    .toSorted((one, other) => one.distance - other.distance)
  const best = ranked[0]
  return best !== undefined && best.distance <= Math.max(2, best.name.length / 3)
    ? best.name
    : undefined
}

/** Counts the insertions, deletions and replacements between two words (Levenshtein). */
export function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = previous[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1))
    }
    previous = current
  }
  return previous[other.length]!
}

/** Writes the suggestion of an error message, or nothing. */
export function didYouMean(typed: string, names: string[]): string {
  const name = nearestName(typed, names)
  return name === undefined ? '' : ` Did you mean ${name}?`
}
