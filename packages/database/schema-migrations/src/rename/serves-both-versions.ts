import { emptyDatabase } from '../empty-database.ts'
import { migrate } from '../migrate.ts'
import type { Database } from '../open-database.ts'
import type { Plan } from './plans.ts'
import type { Version } from './versions.ts'

export interface StageCount {
  does: string
  running: string
  requests: number
  /** Answered with an error. */
  failed: number
  /** A read that gave another name than the one that was written last. */
  wrong: number
  /** The first thing that went wrong. */
  first: string
}

/**
 * The contract of every plan: at each stage each version that runs creates a customer, renames one
 * that it did not create, and reads all. No request fails, and each read gives the last name written.
 */
export async function servesBothVersions(
  { url, plain, requests: pool }: Pick<Database, 'url' | 'plain' | 'requests'>,
  { folder, stages }: Plan,
): Promise<StageCount[]> {
  await emptyDatabase({ plain })
  const written = new Map([
    ['1', 'Ada'],
    ['2', 'Grace'],
  ])
  const counts: StageCount[] = []
  for (const { does, migrates, running } of stages) {
    if (migrates === 'next file') await migrate(url, folder, { count: 1 })
    const count = { requests: 0, failed: 0, wrong: 0, first: '' }
    const ask = async <Value>(version: Version, what: string, request: () => Promise<Value>) => {
      count.requests++
      try {
        return await request()
      } catch (error) {
        count.failed++
        count.first ||= `${version.name} version, ${what}: ${(error as Error).message}`
        return undefined
      }
    }
    for (const version of running) {
      const name = `${version.name} in ${does}`
      const id = await ask(version, 'create', () => version.create(pool, name))
      if (id !== undefined) written.set(String(id), name)
      const renamed = `Ada, by ${name}`
      const isRenamed = await ask(version, 'rename', async () => {
        await version.rename(pool, '1', renamed)
        return true
      })
      if (isRenamed) written.set('1', renamed)
    }
    for (const version of running)
      for (const [id, name] of written) {
        const read = await ask(version, 'read', () => version.read(pool, id))
        if (read === undefined || read === name) continue
        count.wrong++
        count.first ||= `${version.name} version, read: "${read}" instead of "${name}"`
      }
    counts.push({ does, running: running.map(({ name }) => name).join(' and '), ...count })
  }
  return counts
}
