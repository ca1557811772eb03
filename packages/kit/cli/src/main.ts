import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

enableCompileCache()
// Also for what commands start: the keeper, a judge, a page's stage, tests and their processes. They
// import much of the same, and a start takes half as long.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache')

const { runLab } = await import('./run-lab.ts')
await runLab(process.argv.slice(2), process)
