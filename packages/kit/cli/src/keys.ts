import type { Context } from './context.ts'

/**
 * Hears single keys of a terminal until it is disposed: `h`, also with caps lock, `space`, `enter`,
 * `right`. Ctrl-C becomes the signal that it is, Ctrl-D becomes `q`.
 */
export function hearKeys({ stdin }: Context, hear: (key: string) => void): Disposable {
  const take = (data: Buffer) => {
    const text = data.toString()
    // In raw mode the terminal does not turn Ctrl-C into a signal.
    if (text.includes('\u0003')) return void process.kill(process.pid, 'SIGINT')
    for (const [key] of text.matchAll(oneKey)) {
      const named = names[key] ?? (key.startsWith('\u001B') ? 'other' : key.toLowerCase())
      if (named >= ' ') hear(named)
    }
  }
  stdin.setRawMode(true)
  stdin.on('data', take)
  stdin.resume()
  return {
    [Symbol.dispose]() {
      stdin.off('data', take)
      stdin.pause()
      stdin.setRawMode(false)
    },
  }
}

// An arrow or F5 comes as several characters, letters and digits among them, which are no keys.
const oneKey = /\u001B(?:\[[\d;]*[^\d;]|O.)?|[^]/gu

const names: Record<string, string> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\u0004': 'q',
  '\u001B[C': 'right',
}

/** Waits for one key, or for one of those that are given; `q` when the program is stopped. */
export async function waitForKey(context: Context, wanted?: readonly string[]): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const stop = () => resolve('q')
  context.signal.addEventListener('abort', stop)
  using _keys = hearKeys(context, (key) => {
    if (wanted === undefined || wanted.includes(key)) resolve(key)
  })
  try {
    return await promise
  } finally {
    context.signal.removeEventListener('abort', stop)
  }
}
