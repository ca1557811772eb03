import type { Claim } from '@lab/stage'
import {
  deleteBeforeCommit,
  deleteThenWrite,
  deleteTwice,
  lease,
  leaseAndOutbox,
  setIfNewer,
  ttlOnly,
  versionedKeys,
  writeThenDelete,
  writeThenSet,
} from '../src/index.ts'
import type { PriceCache } from '../src/index.ts'

export const promise = 'no old price is left in the cache'

export interface Way {
  way: string
  cache: PriceCache
  claim: Claim
  price: string
}

export const ways: Way[] = [
  { way: 'ttl-only', cache: ttlOnly, claim: 'breaks', price: 'old for up to an hour, always' },
  { way: 'delete-then-write', cache: deleteThenWrite, claim: 'breaks', price: 'old until the TTL' },
  {
    way: 'delete-before-commit',
    cache: deleteBeforeCommit,
    claim: 'breaks',
    price: 'old until the TTL',
  },
  { way: 'write-then-delete', cache: writeThenDelete, claim: 'breaks', price: 'old until the TTL' },
  { way: 'delete-twice', cache: deleteTwice, claim: 'breaks', price: 'old until the TTL' },
  { way: 'write-then-set', cache: writeThenSet, claim: 'breaks', price: 'old until the TTL' },
  { way: 'versioned-keys', cache: versionedKeys, claim: 'holds', price: 'a round trip for a hit' },
  { way: 'set-if-newer', cache: setIfNewer, claim: 'holds', price: 'a column and a script' },
  { way: 'lease', cache: lease, claim: 'holds', price: 'a round trip for a miss' },
  {
    way: 'lease-and-outbox',
    cache: leaseAndOutbox,
    claim: 'holds',
    price: 'a row for a write, and a relay',
  },
]

export const wayOf = (name: string): Way => ways.find(({ way }) => way === name)!
