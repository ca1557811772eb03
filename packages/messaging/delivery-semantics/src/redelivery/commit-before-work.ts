// Commits the offset, then does the work: at most once.
// A crash in between loses the work, because the record is never delivered again.
import type { Delivery } from './charges-after-a-crash.ts'

export async function commitBeforeWork({ charge, commit }: Delivery): Promise<void> {
  await commit()
  await charge()
}
