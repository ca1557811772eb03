import { openDatabase } from '../src/open-database.ts'
import { sellsEachTicketOnce } from '../src/last-ticket/sells-each-ticket-once.ts'
import { serializableRetry } from '../src/last-ticket/serializable-retry.ts'

// Every order of three buyers at serializable: too many for a test, so they are counted here.

await using db = await openDatabase()
const from = performance.now()
const found = await sellsEachTicketOnce(db, serializableRetry, ['alice', 'bob', 'carol']).explore({
  runs: 200_000,
})
const seconds = ((performance.now() - from) / 1000).toFixed(0)
console.log(
  `serializable-retry, three buyers: ${found.violations} of ${found.schedules} orders broken, ` +
    `${found.exhaustive ? 'exhaustive' : 'not exhaustive'}, ${found.runs} runs, ${seconds} s`,
)
