import type { Claim } from '@lab/stage'
import { consistentHashing, directory, modulo, range, rendezvous } from '../src/index.ts'
import type { Scheme } from '../src/index.ts'

export const promise = 'every key is found while a fifth shard joins, and few keys move'

interface JoinWay {
  scheme: Scheme
  moves: 'nothing' | 'what has another shard'
  claim: Claim
  price: string
}

const moves = 'what has another shard'

/** The ways to know where a key is, with their price. */
export const schemes = {
  modulo: {
    scheme: modulo,
    moves: 'nothing',
    claim: 'breaks',
    price: 'nothing, until the number of shards changes',
  },
  'modulo-and-move': {
    scheme: modulo,
    moves,
    claim: 'breaks',
    price: 'nearly all data is moved',
  },
  range: {
    scheme: range,
    moves,
    claim: 'holds',
    price: 'relieves one shard; the last range is hot',
  },
  directory: { scheme: directory, moves, claim: 'holds', price: 'a table that every reader needs' },
  'consistent-hashing': {
    scheme: consistentHashing(200),
    moves,
    claim: 'holds',
    price: 'a sorted ring, uneven with few virtual nodes',
  },
  rendezvous: { scheme: rendezvous, moves, claim: 'holds', price: 'a hash for each shard' },
} as const satisfies Record<string, JoinWay>

export type SchemeName = keyof typeof schemes
