import { readdir, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { openServer } from '../open-server.ts'
import { persistence } from './persistence.ts'
import { readsOneFile } from './reads-one-file.ts'

describe('readsOneFile', () => {
  it('reads an append-only file of two orders beside a snapshot of six', async () => {
    expect(await readsOneFile('does nothing')).toEqual({
      snapshot: ['1', '2', '3', '4', '5', '6'],
      kept: ['1', '2'],
      violation: '4 of 6 orders are gone',
    })
  })

  it('has all six when the file was turned on again while Redis ran', async () => {
    expect(await readsOneFile('turns it on again')).toMatchObject({
      kept: ['1', '2', '3', '4', '5', '6'],
      violation: undefined,
    })
  })
})

describe('the files of an embedded Redis', () => {
  it('are an append-only file or nothing with appendonly yes: a snapshot alone is not read', async ({
    skip,
  }) => {
    await using node = await openServer(persistence['aof-everysec'])
    const { client, server } = node
    if (server.server.source !== 'embedded') skip('the files are inside of the container')
    await client.config('SET', 'appendonly', 'no')
    await client.rpush('orders', 1, 2, 3)
    await client.save()
    const files = join(await folderOf(client), 'appendonlydir')
    await server.crash()
    // As if it had never been on, and an operator had edited redis.conf.
    await rm(files, { recursive: true })
    await server.restart()
    expect(await client.lrange('orders', 0, -1)).toEqual([])
  })

  it('lose a command that is cut off at the end of the append-only file', async ({ skip }) => {
    await using node = await openServer(persistence['aof-always'])
    const { client, server } = node
    if (server.server.source !== 'embedded') skip('the files are inside of the container')
    for (const n of [1, 2, 3]) await client.rpush('orders', n)
    const files = join(await folderOf(client), 'appendonlydir')
    await server.crash()
    const file = join(
      files,
      (await readdir(files)).find((name) => name.endsWith('.incr.aof'))!,
    )
    await truncate(file, (await stat(file)).size - 1)
    await server.restart()
    expect(await client.lrange('orders', 0, -1)).toEqual(['1', '2'])
  })
})

async function folderOf(client: Redis): Promise<string> {
  const [, folder] = (await client.config('GET', 'dir')) as [string, string]
  return folder
}
