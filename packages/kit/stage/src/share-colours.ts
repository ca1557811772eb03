import type { OutcomeCounts } from './events.ts'

/**
 * From no order to all orders: blue-green to vermilion, which the common kinds of colour blindness
 * tell apart, over greys. Each text is at least 4.5:1 against its ground.
 */
const losses = [
  { light: { ground: '#00614a', text: '#ffffff' }, dark: { ground: '#5fd1ac', text: '#0d1117' } },
  { light: { ground: '#a9d6c8', text: '#1b1f23' }, dark: { ground: '#1f5f4e', text: '#ffffff' } },
  { light: { ground: '#d9d9d4', text: '#1b1f23' }, dark: { ground: '#4a535c', text: '#ffffff' } },
  { light: { ground: '#f2b498', text: '#1b1f23' }, dark: { ground: '#8a3d22', text: '#ffffff' } },
  { light: { ground: '#a8320f', text: '#ffffff' }, dark: { ground: '#ff9d7a', text: '#0d1117' } },
] as const

/** The same to amber. */
const retries = [
  ...losses.slice(0, 3),
  { light: { ground: '#ecd08a', text: '#1b1f23' }, dark: { ground: '#6b5210', text: '#ffffff' } },
  { light: { ground: '#8a5a00', text: '#ffffff' }, dark: { ground: '#f2c14e', text: '#0d1117' } },
] as const

/** The colours of a map, by how its orders end: one in which errors are retried is no map of losses. */
export function shareColours({ breaks = 0, ...others }: OutcomeCounts) {
  const errors = (others.deadlock ?? 0) + (others['serialization failure'] ?? 0)
  return breaks === 0 && errors > 0 ? retries : losses
}

/** Which share of the orders does not hold. */
export function shareOf(orders: number, counts: OutcomeCounts): number {
  return orders === 0 ? 0 : (orders - (counts.holds ?? 0)) / orders
}

/** None and all are classes of their own: there the rest of the order decides nothing. */
export function shareClass(share: number): number {
  if (share === 0) return 0
  if (share === 1) return 4
  return share <= 1 / 3 ? 1 : share <= 2 / 3 ? 2 : 3
}
