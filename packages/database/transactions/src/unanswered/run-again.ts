// Takes an error for "not done", and runs the transfer again.
// Breaks: a commit that was done and not answered is done twice.
import { oneTransaction } from '../crash/one-transaction.ts'
import type { Move } from './moves-once.ts'

export const runAgain: Move = async (pool, { from, to }, isBack) => {
  try {
    await oneTransaction(pool, from, to)
  } catch {
    await isBack()
    await oneTransaction(pool, from, to)
  }
}
