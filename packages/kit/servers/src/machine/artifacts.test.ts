import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyZip } from '../../test/empty-zip.ts'
import { definition as kafka } from '../kafka/definition.ts'
import { provideArtifacts } from './artifacts.ts'
import type { ArtifactSet, Download } from './artifacts.ts'
import { downloadWithMaven } from './download-with-maven.ts'

const set: ArtifactSet = {
  service: kafka,
  name: 'tiny-1',
  artifacts: ['org.example:tiny:1'],
  dependencies: 'none',
  sizeMegabytes: 1,
}

describe('provideArtifacts', () => {
  let cache: string
  let downloads: number
  const download: Download = async (_set, folder) => {
    downloads += 1
    await writeFile(join(folder, 'tiny-1.jar'), emptyZip())
  }
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'lab-cache-'))
    downloads = 0
    vi.stubEnv('XDG_CACHE_HOME', cache)
  })
  afterEach(() => rmSync(cache, { recursive: true, force: true }))

  it('fetches once, and says so once', async () => {
    const said: string[] = []
    for (const _run of [1, 2]) await provideArtifacts(set, download, (text) => said.push(text))
    expect(downloads).toBe(1)
    expect(said).toEqual(['fetching Kafka (tiny-1, 1 MB), first time only'])
  })

  it('fetches once for two first runs at the same time', async () => {
    await Promise.all([1, 2].map(() => provideArtifacts(set, download, () => {})))
    expect(downloads).toBe(1)
  })

  it('repairs a jar that was damaged later', async () => {
    const jar = join(await provideArtifacts(set, download, () => {}), 'tiny-1.jar')
    const damaged = emptyZip()
    damaged[damaged.length - 1] = 1
    writeFileSync(jar, damaged)
    const said: string[] = []
    await provideArtifacts(set, download, (text) => said.push(text))
    expect(said).toEqual(['repairing Kafka (tiny-1, 1 MB)'])
    expect(readFileSync(jar)).toEqual(emptyZip())
    expect(downloads).toBe(2)
  })

  it('takes no jar that came broken, and leaves nothing of it', async () => {
    const truncated: Download = (_set, folder) =>
      writeFile(join(folder, 'tiny-1.jar'), emptyZip().subarray(0, 9))
    await expect(provideArtifacts(set, truncated, () => {})).rejects.toThrow('Cannot read zip')
    await provideArtifacts(set, download, () => {})
    expect(downloads).toBe(1)
  })

  it('explains a full disk', async () => {
    const full: Download = () =>
      Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }))
    await expect(provideArtifacts(set, full, () => {})).rejects.toThrow(
      /^Cannot put Kafka into .*: the disk is full\nTry: free some space there, or set XDG_CACHE_HOME/,
    )
  })

  it('explains a cache folder that cannot be made', async () => {
    const file = join(cache, 'file')
    writeFileSync(file, '')
    vi.stubEnv('XDG_CACHE_HOME', join(file, 'below'))
    await expect(provideArtifacts(set, download, () => {})).rejects.toThrow(
      /^Cannot make .*backend-lab: a part of its path is not a folder\nTry: set XDG_CACHE_HOME to a folder of your own/,
    )
  })

  it('fetches nothing into a cache folder that is a link', async () => {
    mkdirSync(join(cache, 'elsewhere'))
    symlinkSync('elsewhere', join(cache, 'backend-lab'))
    await expect(provideArtifacts(set, download, () => {})).rejects.toThrow(
      /^Cannot use .*backend-lab: it must be a folder of user .*, received a link\nTry: set XDG_CACHE_HOME/,
    )
    expect(downloads).toBe(0)
  })

  it('lets Maven work in the cache folder, on a project that no other user can change', async () => {
    const maven = '#!/bin/sh\necho "[ERROR] at work in $PWD"\nexit 1\n'
    writeFileSync(join(cache, 'mvn'), maven, { mode: 0o755 })
    vi.stubEnv('PATH', `${cache}:${process.env['PATH']}`)
    await expect(provideArtifacts(set, downloadWithMaven, () => {})).rejects.toThrow(
      `at work in ${realpathSync(cache)}/backend-lab/artifacts/project-`,
    )
  })

  it('explains a machine without Maven', async () => {
    vi.stubEnv('PATH', '')
    await expect(provideArtifacts(set, downloadWithMaven, () => {})).rejects.toThrow(
      /^Cannot fetch Kafka: mvn is not on the PATH\nTry: .*install maven, or set KAFKA_BROKERS/,
    )
  })
})
