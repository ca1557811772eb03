import { expect, it } from 'vitest'
import { brokenLaws } from './merge-laws.ts'
import type { MergeName } from './merge-laws.ts'

const none = { commutative: undefined, associative: undefined, idempotent: undefined }

it.each<{ name: MergeName; broken: object; law: string }>([
  { name: 'add-up', law: 'idempotent', broken: { idempotent: '1 twice: 2' } },
  {
    name: 'take-theirs',
    law: 'commutative',
    broken: { commutative: '0 and 1: 1 here, 0 there' },
  },
  {
    name: 'mean',
    law: 'associative',
    broken: { associative: '0, 0, 1: 0.5 here, 0.25 there' },
  },
  {
    name: 'newest-number',
    law: 'commutative',
    broken: {
      commutative:
        '(likes 0, time 2) and (likes 1, time 2): (likes 0, time 2) here, (likes 1, time 2) there',
    },
  },
])('$name is not $law', ({ name, broken }) => {
  expect(brokenLaws(name)).toEqual({ ...none, ...broken })
})

it.each<{ name: MergeName }>([
  { name: 'newest-then-greater' },
  { name: 'union-of-rows' },
  { name: 'counter-per-replica' },
  { name: 'tagged-likes' },
])('$name keeps the three laws', ({ name }) => {
  expect(brokenLaws(name)).toEqual(none)
})
