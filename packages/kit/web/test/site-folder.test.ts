import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkSiteFolder, SiteFolderError, writeSite } from '../src/site-folder.ts'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'lab-site-folder-'))
})
afterEach(() => rmSync(base, { recursive: true }))

const here = () => readdirSync(base, { recursive: true, encoding: 'utf8' }).toSorted()

const files = new Map([
  ['index.html', 'the page'],
  [join('data', 'deck.js'), 'the deck'],
])

describe('checkSiteFolder', () => {
  it('takes a new folder, also below others that are new, and leaves nothing', () => {
    checkSiteFolder(join(base, 'a', 'b', 'site'))
    expect(here()).toEqual([])
  })

  it('takes an empty folder, also through a link, and leaves it empty', () => {
    mkdirSync(join(base, 'empty'))
    symlinkSync('empty', join(base, 'link'))
    checkSiteFolder(join(base, 'empty'))
    checkSiteFolder(join(base, 'link'))
    expect(here()).toEqual(['empty', 'link'])
  })

  it.each([
    ['a folder with something in it', 'full', 'it must be empty'],
    ['a link to such a folder', 'link-to-full', 'it must be empty'],
    ['a file', 'file', 'it is a file'],
    ['what is below a file', 'file/site', 'it cannot be written (ENOTDIR)'],
    ['a link to nothing', 'link-to-nothing', 'it is a link to what does not exist'],
    ['what is below such a link', 'link-to-nothing/site', 'it cannot be written (EEXIST)'],
    ['a link to itself', 'loop', 'it cannot be written (ELOOP)'],
  ])('refuses %s, and changes nothing', (_, name, why) => {
    mkdirSync(join(base, 'full'))
    writeFileSync(join(base, 'full', 'kept'), '')
    writeFileSync(join(base, 'file'), '')
    symlinkSync('full', join(base, 'link-to-full'))
    symlinkSync('nothing', join(base, 'link-to-nothing'))
    symlinkSync('loop', join(base, 'loop'))
    const before = here()
    const folder = join(base, name)
    expect(() => checkSiteFolder(folder)).toThrow(
      new SiteFolderError(`Cannot export to ${folder}: ${why}\nTry: another folder`),
    )
    expect(here()).toEqual(before)
  })

  it('refuses what not even root can write', () => {
    for (const folder of ['/proc/x', '/proc/x/y']) {
      expect(() => checkSiteFolder(folder)).toThrow('it cannot be written (')
    }
  })

  it.each(['closed', 'closed/site', 'closed/a/site'])('refuses %s to another user', (name) => {
    mkdirSync(join(base, 'closed'))
    chmodSync(base, 0o755)
    chmodSync(join(base, 'closed'), 0o555)
    const isRoot = process.getuid?.() === 0
    // Root may write anywhere.
    if (isRoot) process.seteuid?.(65_534)
    try {
      expect(() => checkSiteFolder(join(base, name))).toThrow('it cannot be written (EACCES)')
    } finally {
      if (isRoot) process.seteuid?.(0)
    }
    expect(here()).toEqual(['closed'])
  })
})

describe('writeSite', () => {
  it('writes through a link to an empty folder', () => {
    mkdirSync(join(base, 'empty'))
    symlinkSync('empty', join(base, 'link'))
    writeSite(join(base, 'link'), files)
    expect(readdirSync(join(base, 'empty')).toSorted()).toEqual(['data', 'index.html'])
  })

  it('leaves nothing of a site that cannot be written whole', () => {
    const tooLong = new Map([...files, ['x'.repeat(300), '']])
    expect(() => writeSite(join(base, 'a', 'site'), tooLong)).toThrow('(ENAMETOOLONG)')
    expect(here()).toEqual([])
    mkdirSync(join(base, 'empty'))
    expect(() => writeSite(join(base, 'empty'), tooLong)).toThrow('(ENAMETOOLONG)')
    expect(here()).toEqual(['empty'])
  })
})
