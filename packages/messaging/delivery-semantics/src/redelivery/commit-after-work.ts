// Does the work, then commits the offset: at least once.
// A crash in between repeats the work, because the record is delivered again.
import type { Delivery } from './charges-after-a-crash.ts'

export async function commitAfterWork({ charge, commit }: Delivery): Promise<void> {
  await charge()
  await commit()
}
