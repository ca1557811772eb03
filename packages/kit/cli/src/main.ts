import { enableCompileCache } from 'node:module'

enableCompileCache()
// `lab` sets it for this file; the programs that commands start decide for themselves.
delete process.env['NODE_COMPILE_CACHE']

const { runLab } = await import('./run-lab.ts')
await runLab(process.argv.slice(2), process)
