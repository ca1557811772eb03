import type { Claim } from '@lab/stage'
import {
  asItComes,
  lastWriteWins,
  rowPerLike,
  seenEvents,
  versionPerFact,
  versionPerPost,
  waitForTheGap,
} from '../src/index.ts'
import type { ReadModel } from '../src/index.ts'

export const promise = 'the replicas end equal, and equal to what happened'

export interface Way {
  way: string
  model: ReadModel
  claim: Claim
  price: string
}

export const ways: Way[] = [
  { way: 'as-it-comes', model: asItComes, claim: 'breaks', price: 'replicas differ for ever' },
  { way: 'seen-events', model: seenEvents, claim: 'breaks', price: 'replicas differ for ever' },
  { way: 'row-per-like', model: rowPerLike, claim: 'breaks', price: 'replicas differ for ever' },
  {
    way: 'version-per-post',
    model: versionPerPost,
    claim: 'breaks',
    price: 'a late event is lost',
  },
  {
    way: 'last-write-wins',
    model: lastWriteWins,
    claim: 'breaks',
    price: 'writes are lost unseen',
  },
  {
    way: 'wait-for-the-gap',
    model: waitForTheGap,
    claim: 'holds',
    price: 'a lost event stops its post',
  },
  {
    way: 'version-per-fact',
    model: versionPerFact,
    claim: 'holds',
    price: 'a row for everyone who ever liked',
  },
]

export const wayOf = (name: string): Way => ways.find(({ way }) => way === name)!
