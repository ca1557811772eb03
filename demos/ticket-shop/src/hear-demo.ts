import { answerParent, noteToParent } from '@lab/servers/answer-parent'
import type { ShopNote, ShopOrder } from './orders-of-the-demo.ts'
import { visitPlaces } from './reached.ts'
import type { Place } from './reached.ts'

/** Obeys the demo, when it is the one who has started this process; in service nobody is. */
export function hearDemo(): { tell(note: ShopNote): void } {
  if (process.send === undefined) return { tell() {} }
  let deadly: readonly Place[] = []
  const holding = new Map<Place, number>()
  let waiting: (() => void)[] = []
  answerParent((order: ShopOrder) => {
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
    noteToParent({ type: 'waits', place } satisfies ShopNote)
    await new Promise<void>((resolve) => waiting.push(resolve))
  })
  return { tell: noteToParent }
}
