import { startStageProcess } from '../../src/start-stage-process.ts'

const concept = { id: 'kills-its-parent', folder: import.meta.dirname }
const { signal } = new AbortController()
await startStageProcess(concept as never, undefined).run(
  { do: 'play', concept: concept.id, scene: 'only' },
  () => Promise.resolve(),
  signal,
)
