import type { Claim } from '@lab/stage'
import {
  behindInAList,
  behindInAStream,
  behindInMemory,
  cacheAside,
  readThrough,
  writeThrough,
} from '../src/index.ts'
import type { OpenPrices } from '../src/index.ts'

export const promise = 'no acknowledged write is lost when a process dies'

export interface Way {
  way: string
  open: OpenPrices
  claim: Claim
  price: string
}

export const ways: Way[] = [
  { way: 'cache-aside', open: cacheAside, claim: 'holds', price: 'a miss after each write' },
  { way: 'read-through', open: readThrough, claim: 'holds', price: 'the same' },
  { way: 'write-through', open: writeThrough, claim: 'holds', price: 'keys never read' },
  {
    way: 'behind-in-memory',
    open: behindInMemory,
    claim: 'breaks',
    price: 'the buffer',
  },
  {
    way: 'behind-in-a-list',
    open: behindInAList,
    claim: 'breaks',
    price: 'a batch',
  },
  {
    way: 'behind-in-a-stream',
    open: behindInAStream,
    claim: 'holds',
    price: 'a durable Redis',
  },
]

export const wayOf = (name: string): Way => ways.find(({ way }) => way === name)!
