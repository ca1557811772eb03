import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { brokenLinks } from './broken-links.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'links-'))
  mkdirSync(join(folder, 'kata/buy'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

it('names links to concepts, files and pictures that do not exist', () => {
  writeFileSync(
    join(folder, 'README.md'),
    'See [locks](../no-such-concept), [why](src/why.ts#L3), ![a map](docs/map.svg) and [run](docs/run.md), which the shape asks for.',
  )
  writeFileSync(
    join(folder, 'kata/buy/README.md'),
    '[the concept](../../README.md) [gone](gone.md)',
  )
  expect(brokenLinks(folder)).toEqual([
    'README.md: there is no ../no-such-concept',
    'README.md: there is no src/why.ts',
    'README.md: there is no docs/map.svg',
    'kata/buy/README.md: there is no gone.md',
  ])
})

it('follows neither addresses of other sites nor places in the same file', () => {
  writeFileSync(
    join(folder, 'README.md'),
    '[manual](https://www.postgresql.org/docs/18/), [below](#why), [mail](mailto:a@example.org)',
  )
  expect(brokenLinks(folder)).toEqual([])
})
