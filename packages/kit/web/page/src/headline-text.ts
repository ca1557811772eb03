import type { HeadlineScene } from '@lab/stage/headline'
import { numberText } from '@lab/stage/number-text'

type Numbers = HeadlineScene['numbers']

/** How many orders of a scene's races there are, and how many of them break. */
export interface OrderCount {
  orders: number
  broken: number
}

/** Undefined of a scene that ran no race: it may count orders of customers. */
export function ordersOf({ numbers }: Pick<HeadlineScene, 'numbers'>): OrderCount | undefined {
  const count = { orders: 0, broken: 0 }
  for (const [name, orders] of Object.entries(numbers)) {
    // A race is counted as `twoBuyersOrders`, `twoBuyersBroken` and `twoBuyersWaiting`.
    const counted = (what: string) => numbers[name.replace(/orders$/i, what)]
    const isOne = name === 'orders'
    const broken = counted(isOne ? 'broken' : 'Broken')
    const waiting = counted(isOne ? 'waiting' : 'Waiting')
    if (!/^orders$|Orders$/.test(name) || broken === undefined || waiting === undefined) continue
    count.orders += orders
    count.broken += broken
  }
  return count.orders === 0 ? undefined : count
}

/**
 * Says what a scene has shown: `The last ticket is sold twice: 80 of 92 orders break`.
 *
 * @param all The scenes that it stands among.
 */
export function headlineText(scene: HeadlineScene, all: readonly HeadlineScene[]): string {
  const count = ordersOf(scene)
  if (count !== undefined) {
    const { orders, broken } = count
    const verb = broken === 1 ? 'breaks' : 'break'
    return `${scene.title}: ${numberText(broken)} of ${numberText(orders)} orders ${verb}`
  }
  const telling = tellingNumber(
    scene.numbers,
    all.map(({ numbers }) => numbers),
  )
  if (telling === undefined) return scene.title
  const [name, value] = telling
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${scene.title}: ${words} ${numberText(value)}`
}

/** The first number that is another one in another scene: that is what the two differ by. */
function tellingNumber(numbers: Numbers, all: readonly Numbers[]): [string, number] | undefined {
  const own = Object.entries(numbers)
  return own.find(([name, value]) => all.some((one) => one[name] !== value)) ?? own[0]
}
