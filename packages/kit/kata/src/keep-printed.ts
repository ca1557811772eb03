const mostLines = 20
const mostCharacters = 2_000

/** Keeps what is printed from showing, and remembers the first lines of it. */
export function keepPrinted(): Disposable & { lines(): string[]; clear(): void } {
  const streams = [process.stdout, process.stderr]
  const writes = streams.map((stream) => stream.write)
  let text = ''
  let characters = 0
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => {
      const piece = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      characters += piece.length
      text += piece.slice(0, mostCharacters - text.length)
      return true
    }
  }
  return {
    lines() {
      const lines = text.split('\n').filter((line) => line !== '')
      const isCut = characters > text.length || lines.length > mostLines
      const cut = isCut ? [`... (${characters.toLocaleString('en-US')} characters)`] : []
      return [...lines.slice(0, mostLines), ...cut]
    },
    clear() {
      text = ''
      characters = 0
    },
    [Symbol.dispose]() {
      for (const [index, stream] of streams.entries()) stream.write = writes[index]!
    },
  }
}
