import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { verdicts } = await playedDemo(demo)
  const pages = { insertOrders: 220, deleteOrders: 220, insertWaiting: 0, deleteWaiting: 0 }
  const inOneSnapshot = { insertOrders: 56, deleteOrders: 56, insertBroken: 0, deleteBroken: 0 }
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['offset', 'breaks', { ...pages, insertBroken: 116, deleteBroken: 116 }],
    ['keyset', 'holds', { ...pages, insertBroken: 0, deleteBroken: 0 }],
    ['keyset-on-time', 'breaks', { ...pages, insertBroken: 216, deleteBroken: 216 }],
    ['keyset-in-milliseconds', 'breaks', { ...pages, insertBroken: 216, deleteBroken: 216 }],
    ['offset-in-one-snapshot', 'holds', inOneSnapshot],
    ['by-id', 'breaks', { orders: 1_680, broken: 72, waiting: 0 }],
    ['by-time', 'breaks', { orders: 1_680, broken: 196, waiting: 0 }],
    ['some-seconds-behind', 'breaks', { orders: 4_200, broken: 252, waiting: 0 }],
    ['below-the-snapshot', 'holds', { orders: 1_680, broken: 0, waiting: 0 }],
    ['one-writer-at-a-time', 'holds', { orders: 3_960, broken: 0, waiting: 2_310 }],
    ['offset', 'breaks', { top: 4, deep: 1_369 }],
    ['spelled-out-or', 'breaks', { top: 4, deep: 1_369 }],
    ['keyset', 'holds', { top: 4, deep: 4 }],
    ['parameters-as-given', 'breaks', { bad: 6, refused: 0 }],
    ['checked-parameters', 'holds', { bad: 6, refused: 6 }],
    ['keyset', 'holds', {}],
  ])
  expect(verdicts.every(({ claim, observed }) => claim === observed)).toBe(true)
})
