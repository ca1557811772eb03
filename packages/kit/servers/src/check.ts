import { isMendable } from './is-mendable.ts'

/** One thing that the lab needs, or is better with, on this machine. */
export type Check =
  | { name: string; ok: true; found: string }
  | { name: string; ok: false; found: string; remedy: string }

/** Runs one look at the machine; what it throws becomes a failed check. */
export async function check(
  name: string,
  remedy: string,
  look: () => Promise<string> | string,
): Promise<Check> {
  try {
    return { name, ok: true, found: await look() }
  } catch (error) {
    if (isMendable(error)) {
      return { name, ok: false, found: error.problem, remedy: error.remedy }
    }
    return { name, ok: false, found: (error as Error).message, remedy }
  }
}
