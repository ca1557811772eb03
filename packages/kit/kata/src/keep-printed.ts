const mostLines = 20

/** Keeps what is printed from showing, and remembers the first lines of it. */
export function keepPrinted(): Disposable & { lines(): string[]; clear(): void } {
  const streams = [process.stdout, process.stderr]
  const writes = streams.map((stream) => stream.write)
  let text = ''
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => {
      if (text.length < 10_000) text += typeof chunk === 'string' ? chunk : Buffer.from(chunk)
      return true
    }
  }
  return {
    lines: () =>
      text
        .split('\n')
        .slice(0, mostLines)
        .filter((line) => line !== ''),
    clear: () => (text = ''),
    [Symbol.dispose]() {
      for (const [index, stream] of streams.entries()) stream.write = writes[index]!
    },
  }
}
