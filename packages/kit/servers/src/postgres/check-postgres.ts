import { check } from '../check.ts'
import type { Check } from '../check.ts'
import { postgresBinaries, readPostgresVersion } from './postgres-binaries.ts'

/** Runs the embedded binary once, for its version. */
export async function checkPostgres(name: string): Promise<Check[]> {
  const look = async () => readPostgresVersion(await postgresBinaries())
  return [await check(name, 'pnpm install', look)]
}
