import { check } from '../check.ts'
import type { Check } from '../check.ts'
import { findChromium } from './find-chromium.ts'

export async function checkBrowser(name: string): Promise<Check[]> {
  return [
    await check(name, '', () => {
      const found = findChromium()
      return 'path' in found
        ? found.path
        : `${found.packaged} of the npm package @sparticuz/chromium`
    }),
  ]
}
