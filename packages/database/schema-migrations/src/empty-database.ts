import { readFile } from 'node:fs/promises'
import type { Database } from './open-database.ts'

/** Begins again with two customers, and without what migrations have made. */
export async function emptyDatabase({ plain }: Pick<Database, 'plain'>): Promise<void> {
  await plain.query('drop schema public cascade; create schema public')
  await plain.query(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'))
}
