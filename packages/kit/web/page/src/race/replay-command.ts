/** The command that runs an order of a race in a terminal. */
export function replayCommand(place: {
  concept: string
  scene: string
  race: string
  schedule: string
}): string {
  const { concept, scene, race, schedule } = place
  const words = ['pnpm', 'demo', concept, '--scene', scene, '--race', race, '--replay']
  return [...words.map(shellWord), quoted(schedule)].join(' ')
}

function shellWord(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : quoted(word)
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}
