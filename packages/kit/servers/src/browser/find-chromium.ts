import { existsSync } from 'node:fs'
import { browserUnavailable } from './browser-unavailable.ts'
import { packagedVersion } from './packaged-chromium.ts'

const remedy = 'install Chromium or Chrome, or set LAB_CHROMIUM to the path of one'

/** A program of this machine, or the one that the npm package brings, by its version. */
export type Chromium = { path: string } | { packaged: string }

/** Where one may be. */
export interface Places {
  installed: readonly string[]
  packaged: string | undefined
  platform: NodeJS.Platform
}

/**
 * Finds the Chromium that LAB_CHROMIUM names, else the machine's, else the one of the npm package.
 * @throws {ServerUnavailableError} If there is none.
 */
export function findChromium(
  environment: NodeJS.ProcessEnv = process.env,
  { installed, packaged, platform }: Places = usualPlaces(),
): Chromium {
  const chosen = environment['LAB_CHROMIUM'] ?? ''
  if (chosen !== '') {
    if (existsSync(chosen)) return { path: chosen }
    throw browserUnavailable(
      `LAB_CHROMIUM must be the path of a program, received ${chosen}`,
      'correct LAB_CHROMIUM, or unset it',
    )
  }
  const path = installed.find((file) => existsSync(file))
  if (path !== undefined) return { path }
  if (platform !== 'linux')
    throw browserUnavailable('none is installed, and the one from npm is for Linux', remedy)
  if (packaged !== undefined) return { packaged }
  throw browserUnavailable('none is installed', `pnpm install, ${remedy}`)
}

function usualPlaces(): Places {
  return {
    installed: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    packaged: packagedVersion(),
    platform: process.platform,
  }
}
