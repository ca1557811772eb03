import type { StageEvent, View } from '@lab/stage'
import type { Context } from './context.ts'
import { waitForKey } from './keys.ts'

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
  'exchange',
  'tree',
  'waterfall',
  'listing',
  'verdict',
])
const prompt = '\u001B[2m▸ space: next  q: quit\u001B[22m'
const eraseLine = '\r\u001B[2K'

/** Makes a view wait for a key before each moment, for presenting. */
export function stepThrough(view: View, context: Context, quit: () => void): View {
  const { stdout } = context
  const nextKey = async () => {
    stdout.write(prompt)
    const key = await waitForKey(context, ['space', 'enter', 'right', 'q'])
    stdout.write(eraseLine)
    return key
  }

  return {
    async show(event) {
      if (stops.has(event.type) && !isImplicit(event)) {
        if ((await nextKey()) === 'q') return quit()
      }
      await view.show(event)
    },
    end: () => view.end?.(),
  }
}

/** Drawn together with what follows or comes before, if at all. */
function isImplicit(event: StageEvent): boolean {
  return event.type === 'step' && /^implicit (begin|commit)$/.test(event.statement)
}
