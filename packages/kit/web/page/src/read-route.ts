/** What the address says: `#/row-locks/read-then-write`, or a tool for one of the scene's races. */
export interface Route {
  concept: string | undefined
  scene: string | undefined
  race: string | undefined
  tool: string | undefined
  /** Whether the scene is to be played at once: `#/row-locks?run`. */
  isRun: boolean
  /** What decides the order of questions: `#/claims/quiz?seed=7`. */
  seed: number | undefined
  /** Whether the address can be read; one that cannot names nothing. */
  isReadable: boolean
}

/** Reads what is behind the `#`, also when a person or a mail program has cut it short. */
export function readRoute(hash: string): Route {
  const [path = '', query] = hash.replace(/^#\/?/, '').split('?')
  const parts = readParts(path)
  const [concept, scene, race, tool] = parts ?? []
  return {
    concept: concept || undefined,
    scene: scene || undefined,
    race: race || undefined,
    tool: tool || undefined,
    isRun: query === 'run',
    seed: readSeed(query),
    isReadable: parts !== undefined,
  }
}

function readSeed(query: string | undefined): number | undefined {
  const digits = /^seed=(\d{1,9})$/.exec(query ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function readParts(path: string): string[] | undefined {
  try {
    const parts = path.split('/').map(decodeURIComponent)
    // As an id they would lead a request to another address.
    return parts.some((part) => part === '.' || part === '..') ? undefined : parts
  } catch {
    // `%E0%A4%A` is no letter.
    return undefined
  }
}
