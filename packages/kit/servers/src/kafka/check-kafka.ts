import { check } from '../check.ts'
import type { Check } from '../check.ts'
import { findJava } from './java.ts'

export async function checkKafka(): Promise<Check[]> {
  return [await check('Java', '', async () => (await findJava()).version)]
}
