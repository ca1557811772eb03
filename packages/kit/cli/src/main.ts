import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// In the checkout, whose code runs anyway: Node would take what any user has put into the temporary
// folder. Also for what commands start: the keeper, a judge, a page's stage, tests and their
// processes. They import much of the same, and a start takes half as long.
process.env['NODE_COMPILE_CACHE'] ||= join(
  import.meta.dirname,
  '../../../../node_modules/.cache/compile',
)
enableCompileCache(process.env['NODE_COMPILE_CACHE'])

const { sendLoopbackDirectly } = await import('@lab/servers/proxies')
await sendLoopbackDirectly()
const { runLab } = await import('./run-lab.ts')
await runLab(process.argv.slice(2), process)
