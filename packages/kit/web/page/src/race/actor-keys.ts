/** Gives each actor a key: its first letter, or a number for all when letters do not tell them apart. */
export function actorKeys(actors: readonly string[]): Map<string, string> {
  const letters = actors.map((actor) => actor[0]!.toLowerCase())
  const isClear = new Set(letters).size === actors.length
  return new Map(
    actors.map((actor, index) => [actor, isClear ? letters[index]! : String(index + 1)]),
  )
}
