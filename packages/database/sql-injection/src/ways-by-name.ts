import type { Claim } from '@lab/stage'
import type { Statements } from './open-shop.ts'
import { blacklist } from './ways/blacklist.ts'
import { concatenation } from './ways/concatenation.ts'
import { doubledQuotes } from './ways/doubled-quotes.ts'
import { parametersAndAList } from './ways/parameters-and-a-list.ts'
import { parametersForValues } from './ways/parameters-for-values.ts'

export interface NamedWay {
  statements: Statements
  /** As which role the pages are answered: one that may do everything, or one that may do little. */
  role: 'pool' | 'limited'
  claim: Claim
  price: string
}

export const waysByName: Readonly<Record<string, NamedWay>> = {
  concatenation: {
    statements: concatenation,
    role: 'pool',
    claim: 'breaks',
    price: 'the client writes the statement',
  },
  blacklist: {
    statements: blacklist,
    role: 'pool',
    claim: 'breaks',
    price: 'honest texts are refused, attacks are not',
  },
  'doubled-quotes': {
    statements: doubledQuotes,
    role: 'pool',
    claim: 'breaks',
    price: 'holds between quotes only',
  },
  'limited-role': {
    statements: concatenation,
    role: 'limited',
    claim: 'breaks',
    price: 'grants to keep; what it may read can be read',
  },
  'parameters-for-values': {
    statements: parametersForValues,
    role: 'pool',
    claim: 'breaks',
    price: 'the column to sort by is left open',
  },
  'parameters-and-a-list': {
    statements: parametersAndAList,
    role: 'pool',
    claim: 'holds',
    price: 'a list of the columns to sort by',
  },
}
