import type { ConceptPage } from './lab.ts'

type Source = ConceptPage['sources'][number]

/** A file's name as lists show it: what comes below the concept's `src`. */
export function sourceName(file: string): string {
  return file.replace(/^.*\/src\//, '')
}

/** The file that is named after a scene; else the first one. */
export function sourceOfScene(sources: readonly Source[], scene: string): Source | undefined {
  return sources.find(({ file }) => stem(file) === scene) ?? sources[0]
}

/** Two files to compare: the first way of the scene's story, and the scene's own or the next one. */
export function pairOf(
  sources: readonly Source[],
  scenes: readonly { id: string }[],
  shown: string,
): [Source, Source] | undefined {
  const isWay = (source: Source) => scenes.some(({ id }) => id === stem(source.file))
  const own = sourceOfScene(sources, shown)
  const story = sources.filter(({ file }) => own !== undefined && folder(file) === folder(own.file))
  const inOrder = scenes.flatMap(({ id }) => story.find(({ file }) => stem(file) === id) ?? [])
  const candidates = [...inOrder, ...story.filter((one) => !isWay(one)), ...sources]
  const [first] = candidates
  const second = own !== undefined && own !== first ? own : candidates.find((one) => one !== first)
  return first && second && [first, second]
}

function stem(file: string): string {
  return /([^/]+)\.\w+$/.exec(file)?.[1] ?? file
}

function folder(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}
