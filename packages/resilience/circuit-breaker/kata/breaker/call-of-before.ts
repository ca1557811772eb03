import { tellOpenWithOneUnderWay } from './tell.ts'
import type { CreateBreaker } from './tell.ts'

/** What a call decides that began before the breaker opened, and ends while it is not closed. */
export async function callOfBefore(create: CreateBreaker): Promise<string | undefined> {
  const answered = await tellOpenWithOneUnderWay(create)
  await answered.end('answered', 0)
  await answered.ask()
  if (answered.made > 4) return 'a call of before succeeds while it is open, and it makes calls'
  const failed = await tellOpenWithOneUnderWay(create)
  failed.nowMs = 4_000
  await failed.end('failed', 0)
  failed.nowMs = 5_000
  await failed.ask()
  if (failed.made < 5) return 'a call of before fails after 4,000 ms, and it is open longer'
  // Now a call is being tried.
  for (const ending of [undefined, 'answered', 'failed'] as const) {
    const late = await tellOpenWithOneUnderWay(create)
    late.nowMs = 5_000
    await late.ask()
    await late.ask()
    if (ending !== undefined) await late.end(ending, 0)
    late.nowMs = 10_000
    await late.ask()
    // One that lets others try as well breaks the fact above.
    if (ending === undefined && late.made > 5) return undefined
    if (late.made > 5) {
      return `a call is being tried, one of before has ${ending} meanwhile, and it makes calls`
    }
    await late.end('answered', 4)
    await late.ask()
    if (ending !== undefined && late.made < 6) {
      return `one of before has ${ending} during the tried call, which succeeds, and it refuses`
    }
  }
  const [counted, forgotten] = [true, false].map(async (isLate) => {
    const story = await tellOpenWithOneUnderWay(create)
    story.nowMs = 4_000
    if (isLate) await story.end('failed', 0)
    story.nowMs = 5_000
    await story.ask()
    await story.end('answered', 4)
    for (const _ of [1, 2]) {
      await story.ask()
      if (story.made > 5) await story.end('failed')
    }
    return (await story.ask()).ending === 'refused'
  })
  // One that closes with its failures breaks the fact above.
  return (await counted) && !(await forgotten)
    ? 'a call of before fails while it is open, and counts once it has closed'
    : undefined
}
