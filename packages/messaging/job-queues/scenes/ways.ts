import type { Claim } from '@lab/stage'
import { fencingToken, idempotencyKey, lease, completeBeforeMail, rowLock } from '../src/index.ts'
import type { RunNextJob } from '../src/index.ts'

export const promise = 'each job sends one mail'

export interface Way {
  way: string
  run: RunNextJob
  slow: Claim
  dead: Claim
  price: string
}

export const ways: Way[] = [
  { way: 'lease', run: lease, slow: 'breaks', dead: 'breaks', price: 'two mails' },
  {
    way: 'fencing-token',
    run: fencingToken,
    slow: 'breaks',
    dead: 'breaks',
    price: 'two mails, and the job counts once',
  },
  {
    way: 'row-lock',
    run: rowLock,
    slow: 'holds',
    dead: 'breaks',
    price: 'a transaction that is open all the time',
  },
  {
    way: 'complete-before-mail',
    run: completeBeforeMail,
    slow: 'holds',
    dead: 'breaks',
    price: 'no mail, where a worker dies',
  },
  {
    way: 'idempotency-key',
    run: idempotencyKey,
    slow: 'holds',
    dead: 'holds',
    price: 'a provider that stores keys',
  },
]

export const wayOf = (name: string): Way => ways.find(({ way }) => way === name)!
