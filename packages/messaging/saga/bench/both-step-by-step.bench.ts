import { orchestratorAndServices } from '../src/index.ts'
import { openShop } from '../src/open-shop.ts'

// Every order of the steps of orchestrator and services, with a crash of the orchestrator at every
// place: too many for a test, so they are counted here.

await using shop = await openShop()
const from = performance.now()
const found = await orchestratorAndServices(shop, 'none').explore({ runs: 5_000 })
const seconds = ((performance.now() - from) / 1000).toFixed(0)
console.log(
  `orchestrated, both step by step: ${found.violations} of ${found.schedules} orders broken, ` +
    `${found.exhaustive ? 'exhaustive' : 'not exhaustive'}, ${found.runs} runs, ${seconds} s`,
)
