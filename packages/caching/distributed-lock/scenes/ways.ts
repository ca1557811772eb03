import type { Claim } from '@lab/stage'
import {
  atomicUpdate,
  compareAndDelete,
  fenceOnRead,
  fenceOnWrite,
  sessionAdvisoryLock,
  setNx,
  setNxPx,
  transactionAdvisoryLock,
  watchdog,
} from '../src/index.ts'
import type { Deposit } from '../src/index.ts'

export const promise = 'every deposit that is done is in the balance'

export interface Way {
  way: string
  deposit: Deposit
  claim: Claim
  price: string
}

export const ways: Way[] = [
  { way: 'set-nx', deposit: setNx, claim: 'holds', price: 'a dead holder locks out all, for ever' },
  { way: 'set-nx-px', deposit: setNxPx, claim: 'breaks', price: "deletes another worker's lock" },
  {
    way: 'compare-and-delete',
    deposit: compareAndDelete,
    claim: 'breaks',
    price: 'a value and a script',
  },
  { way: 'watchdog', deposit: watchdog, claim: 'breaks', price: 'a timer' },
  {
    way: 'fence-on-write',
    deposit: fenceOnWrite,
    claim: 'breaks',
    price: 'a column and a condition',
  },
  {
    way: 'fence-on-read',
    deposit: fenceOnRead,
    claim: 'holds',
    price: 'a column, and a write for each read',
  },
  {
    way: 'session-advisory-lock',
    deposit: sessionAdvisoryLock,
    claim: 'holds',
    price: 'lost with its connection',
  },
  {
    way: 'transaction-advisory-lock',
    deposit: transactionAdvisoryLock,
    claim: 'holds',
    price: 'a transaction that is open all the time',
  },
  {
    way: 'atomic-update',
    deposit: atomicUpdate,
    claim: 'holds',
    price: 'none, where SQL can say it',
  },
]

export const wayOf = (name: string): Way => ways.find(({ way }) => way === name)!
