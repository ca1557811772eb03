// One statement for all rows, as it stands in most migrations.
// Breaks: it holds the lock of each row until the last one is written and it commits.
import type { Backfill } from './fills-every-row.ts'

export const copyAtOnce: Backfill = async (run) => {
  // BLOCKS: every later write of any of these rows, until the commit.
  await run('update customers set full_name = name')
}
