import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { commandList } from './command-list.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const names = commandList.map(({ name }) => name).join('|')
// `npx -y pnpm@12` works everywhere; `pnpm` alone only where the right one is installed.
const bare = new RegExp(`\\bpnpm (?:${names})\\b.*`, 'g')

it('names commands of the lab as they work after a clone, without an installed pnpm', () => {
  const sources = globSync('packages/*/*/{src,page/src,scenes}/**/*.{ts,tsx}', { cwd: root })
  const texts = sources
    .filter((file) => !/\.test\.ts$|node_modules/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
  expect(texts.length).toBeGreaterThan(500)
  expect(texts.flatMap((text) => text.match(bare) ?? [])).toEqual([])
})
