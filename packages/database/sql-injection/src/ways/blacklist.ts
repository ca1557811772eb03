// Refuses words and signs that attacks are known by. There are always other ways to write them.
import { BadRequestError } from '../open-shop.ts'
import type { Statements } from '../open-shop.ts'
import { concatenation } from './concatenation.ts'

const forbidden = ['union select', ' or ', '--', ';', 'drop ', 'insert ', 'delete ']

function checked(text: string): string {
  const found = forbidden.find((word) => text.toLowerCase().includes(word))
  if (found !== undefined) throw new BadRequestError('Cannot take this text')
  return text
}

export const blacklist: Statements = {
  login: (pool, email, passwordHash) =>
    concatenation.login(pool, checked(email), checked(passwordHash)),
  products: (pool, { search, sort, limit }) =>
    concatenation.products(pool, {
      search: checked(search),
      sort: checked(sort),
      limit: checked(limit),
    }),
  rename: (pool, email, nickname) => concatenation.rename(pool, checked(email), checked(nickname)),
  reviewsOf: concatenation.reviewsOf,
}
