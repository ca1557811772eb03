import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** The files of a site, by their places in its folder. */
export type SiteFiles = ReadonlyMap<string, string | Uint8Array>

/** A folder cannot take a site. */
export class SiteFolderError extends Error {
  override readonly name = 'SiteFolderError'
}

/**
 * Makes sure that a site can be written to a folder, and leaves everything as it was.
 *
 * @throws {SiteFolderError} If it is neither new nor empty, or nothing can be written there.
 */
export function checkSiteFolder(folder: string): void {
  // To write is to know: root may write anywhere by its permissions, and cannot in /proc.
  const undo = fill(folder, new Map([['index.html', '']]))
  undo()
}

/**
 * Writes a site: all of it, or nothing. Nothing else runs meanwhile, also not what ends the process
 * on Ctrl-C.
 *
 * @throws {SiteFolderError} As `checkSiteFolder`.
 */
export function writeSite(folder: string, files: SiteFiles): void {
  fill(folder, files)
}

/** Returns what takes the files, and the folders that were made for them, away again. */
function fill(folder: string, files: SiteFiles): () => void {
  const made: string[] = []
  const undo = () => {
    for (const path of made.filter(existsSync)) rmSync(path, { recursive: true, force: true })
  }
  try {
    requireEmpty(folder)
    makeFolder(folder, made)
    for (const [name, content] of files) {
      const file = join(folder, name)
      makeFolder(dirname(file), made)
      made.push(file)
      writeFileSync(file, content)
    }
    return undo
  } catch (error) {
    undo()
    const { code } = error as NodeJS.ErrnoException
    throw code === undefined ? error : refused(folder, `it cannot be written (${code})`, error)
  }
}

// Not by the option `recursive`: in /proc that tries for ever.
function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder), made)
  mkdirSync(folder)
  made.push(folder)
}

function requireEmpty(folder: string): void {
  const link = lstatSync(folder, { throwIfNoEntry: false })
  if (link === undefined) return
  const there = statSync(folder, { throwIfNoEntry: false })
  if (there === undefined) throw refused(folder, 'it is a link to what does not exist')
  if (!there.isDirectory()) throw refused(folder, 'it is a file')
  if (readdirSync(folder).length > 0) throw refused(folder, 'it must be empty')
}

function refused(folder: string, why: string, cause?: unknown): SiteFolderError {
  return new SiteFolderError(`Cannot export to ${folder}: ${why}\nTry: another folder`, { cause })
}
