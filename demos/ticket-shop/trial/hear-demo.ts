import { answerParent, noteToParent } from '@lab/servers/answer-parent'
import type { DemoNote, DemoCommand } from './demo-commands.ts'
import { visitPlaces } from '../src/reached.ts'
import type { Place } from '../src/reached.ts'

/** Obeys the demo when the demo has started this process. In service there is no demo. */
export function hearDemo(): { tell(note: DemoNote): void } {
  if (process.send === undefined) return { tell() {} }
  let deadly: readonly Place[] = []
  const holding = new Map<Place, number>()
  let waiting: (() => void)[] = []
  answerParent((order: DemoCommand) => {
    if (order.type === 'die at') deadly = order.places
    else if (order.type === 'wait at') holding.set(order.place, order.times)
    else {
      deadly = []
      holding.clear()
      for (const goOn of waiting) goOn()
      waiting = []
    }
  })
  visitPlaces(async (place) => {
    if (deadly.includes(place)) process.kill(process.pid, 'SIGKILL')
    const left = holding.get(place) ?? 0
    if (left === 0) return
    holding.set(place, left - 1)
    noteToParent({ type: 'waits', place } satisfies DemoNote)
    await new Promise<void>((resolve) => waiting.push(resolve))
  })
  return { tell: noteToParent }
}
