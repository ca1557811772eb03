// Locks as the transfer names the accounts, and runs the transfer again when it is the victim.
// Costs deadlock_timeout (1 s by default) with both accounts locked, before the server looks.
import type { Pool } from 'pg'
import { locksAsGiven } from './locks-as-given.ts'

export async function retryDeadlock(pool: Pool, from: number, to: number): Promise<void> {
  for (;;) {
    try {
      return await locksAsGiven(pool, from, to)
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01') throw error
    }
  }
}
