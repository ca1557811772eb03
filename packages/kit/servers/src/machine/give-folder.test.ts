import { lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { giveFolder } from './give-folder.ts'

it.skipIf(process.getuid?.() !== 0)(
  'gives all that is in a folder, and nothing that a link in it points to (only root can give)',
  () => {
    const base = mkdtempSync(join(tmpdir(), 'lab-give-'))
    const data = join(base, 'data')
    mkdirSync(join(data, 'base'), { recursive: true })
    writeFileSync(join(base, 'precious'), '')
    symlinkSync('../precious', join(data, 'link'))
    giveFolder(data, { uid: 12_345, gid: 12_345 })
    const owners = ['data', 'data/base', 'data/link', 'precious'].map(
      (path) => lstatSync(join(base, path)).uid,
    )
    rmSync(base, { recursive: true })
    expect(owners).toEqual([12_345, 12_345, 12_345, 0])
  },
)
