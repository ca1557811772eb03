// The same two updates, and a catch that gives the money back when the second one fails.
// Breaks: the server that has failed cannot take the undo either, and a process that dies runs no catch.
import type { Pool } from 'pg'

export async function undoInCatch(pool: Pool, from: number, to: number): Promise<void> {
  await pool.query('update accounts set balance = balance - 10 where id = $1', [from])
  try {
    await pool.query('update accounts set balance = balance + 10 where id = $1', [to])
  } catch (error) {
    await pool.query('update accounts set balance = balance + 10 where id = $1', [from])
    throw error
  }
}
