import { enableCompileCache } from 'node:module'

enableCompileCache()

const { runLab } = await import('./run-lab.ts')
await runLab(process.argv.slice(2), process)
