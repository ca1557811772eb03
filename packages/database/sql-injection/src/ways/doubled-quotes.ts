// Doubles each quote of what the client sends. Holds between quotes. What stands outside of them needs
// none, and what was stored comes back as it was sent.
import type { Statements } from '../open-shop.ts'
import { concatenation } from './concatenation.ts'

const doubled = (text: string) => text.replaceAll("'", "''")

export const doubledQuotes: Statements = {
  login: (pool, email, passwordHash) =>
    concatenation.login(pool, doubled(email), doubled(passwordHash)),
  products: (pool, { search, sort, limit }) =>
    concatenation.products(pool, {
      search: doubled(search),
      sort: doubled(sort),
      limit: doubled(limit),
    }),
  rename: (pool, email, nickname) => concatenation.rename(pool, doubled(email), doubled(nickname)),
  reviewsOf: (pool, email) => concatenation.reviewsOf(pool, doubled(email)),
}
