import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const own = join(import.meta.dirname, '..')
export const pageFolder = join(own, 'page')

/** How the page is built, whatever NODE_ENV says to Vite. */
export const buildOptions = {
  root: pageFolder,
  configFile: false,
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { runtime: 'automatic', development: false } },
} as const

const cache = join(own, 'node_modules/.cache')

/**
 * Builds the page once for its sources, as they are now.
 *
 * @returns The folder that has it.
 */
export async function buildPage(onProgress: (text: string) => void = () => {}): Promise<string> {
  const built = join(cache, `page-${hashOfSources()}`)
  if (existsSync(built)) return built
  onProgress('building the page, once')
  const { build } = await import('vite')
  const half = `${built}.${process.pid}`
  await build({
    ...buildOptions,
    base: './',
    build: { outDir: half, emptyOutDir: true, modulePreload: { polyfill: false } },
  })
  for (const old of readdirSync(cache)) {
    if (/^page-[0-9a-f]{16}$/.test(old)) rmSync(join(cache, old), { recursive: true, force: true })
  }
  try {
    renameSync(half, built)
  } catch (error) {
    // Another start was quicker.
    if (!existsSync(built)) throw error
    rmSync(half, { recursive: true, force: true })
  }
  return built
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  // The page also has code of the stage, and that has the grammar of orders.
  const shared = ['stage', 'conductor'].map((name) => join(own, '..', name, 'src'))
  const files = [pageFolder, join(own, 'src'), ...shared].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  for (const file of [join(own, 'package.json'), ...files.toSorted()]) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}
