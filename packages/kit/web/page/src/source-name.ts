import type { ConceptPage } from './lab.ts'

type Source = ConceptPage['sources'][number]
type Scenes = readonly { id: string }[]

/** A file's name as lists show it: what comes below the concept's `src`. */
export function sourceName(file: string): string {
  return file.replace(/^.*\/src\//, '')
}

/** The file that is named after a scene, else the one of the first scene that has one. */
export function sourceOfScene(
  sources: readonly Source[],
  scenes: Scenes,
  shown: string,
): Source | undefined {
  const named = (id: string) => sources.find(({ file }) => stem(file) === id)
  return named(shown) ?? scenes.flatMap(({ id }) => named(id) ?? [])[0] ?? sources[0]
}

/** Two files to compare: the first way of the scene's story, and the scene's own or the next one. */
export function pairOf(
  sources: readonly Source[],
  scenes: Scenes,
  shown: string,
): [Source, Source] | undefined {
  const own = sourceOfScene(sources, scenes, shown)
  if (own === undefined) return undefined
  const story = sources.filter(({ file }) => folder(file) === folder(own.file))
  const ways = scenes.flatMap(({ id }) => story.find(({ file }) => stem(file) === id) ?? [])
  const [first = own, ...others] = [...ways, ...story, ...sources]
  const second = own === first ? others.find((one) => one !== first) : own
  return second && [first, second]
}

function stem(file: string): string {
  return /([^/]+)\.\w+$/.exec(file)?.[1] ?? file
}

function folder(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}
