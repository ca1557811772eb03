import type { Level } from '../lab.ts'

/** The command that runs an order of a race in a terminal, in the folder of the lab. */
export function replayCommand(place: {
  concept: string
  scene: string
  race: string
  schedule: string
  level?: Level | undefined
}): string {
  const { concept, scene, race, schedule, level } = place
  const words = ['./lab', 'demo', concept, '--scene', scene, '--race', race, '--replay']
  const atLevel = level === undefined ? [] : ['--level', shellWord(level)]
  return [...words.map(shellWord), quoted(schedule), ...atLevel].join(' ')
}

function shellWord(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : quoted(word)
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}
