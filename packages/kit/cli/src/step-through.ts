import type { StageEvent, View } from '@lab/stage'
import type { Context } from './context.ts'

const stops = new Set<StageEvent['type']>([
  'scene',
  'say',
  'timeline',
  'step',
  'blocked',
  'resumed',
  'crashed',
  'finished',
  'failed',
  'table',
  'chart',
  'verdict',
])
const prompt = '\u001B[2m▸ space: next  q: quit\u001B[22m'
const eraseLine = '\r\u001B[2K'

/** Makes a view wait for a key before each moment, for presenting. */
export function stepThrough(view: View, context: Context, quit: () => void): View {
  const { stdin, stdout } = context
  const waitForKey = async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const hear = (data: Buffer) => {
      const key = data.toString()
      if (/^[ \r\nq\u0003\u0004]/.test(key) || key === '\u001B[C') resolve(key)
    }
    const stop = () => resolve('stopped')
    context.signal.addEventListener('abort', stop)
    stdout.write(prompt)
    stdin.setRawMode(true)
    stdin.on('data', hear)
    stdin.resume()
    try {
      return await promise
    } finally {
      stdin.off('data', hear)
      stdin.pause()
      stdin.setRawMode(false)
      context.signal.removeEventListener('abort', stop)
      stdout.write(eraseLine)
    }
  }

  return {
    async show(event) {
      if (stops.has(event.type)) {
        const key = await waitForKey()
        if (key === 'q' || key === '\u0004') return quit()
        // In raw mode the terminal does not turn Ctrl-C into a signal.
        if (key === '\u0003') return void process.kill(process.pid, 'SIGINT')
        if (key === 'stopped') return
      }
      await view.show(event)
    },
    end: () => view.end?.(),
  }
}
