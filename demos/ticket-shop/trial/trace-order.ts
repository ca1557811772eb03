import { createAsk } from './ask.ts'
import { placeOnce } from './buy.ts'
import { openConcert, registerBuyer } from './concert.ts'
import type { Servers } from './open-servers.ts'
import { openTrialData } from './open-trial-data.ts'
import { isMailed } from './order-trace.ts'
import { receiveSpans } from './receive-spans.ts'
import type { HeardSpan } from './receive-spans.ts'
import { killAt } from './strike.ts'
import { startShop } from './start-shop.ts'

export const leaseSeconds = 2

/**
 * Lets an order go through a shop of one process of each kind.
 *
 * @param fault What happens meanwhile: an orchestrator may die between the charge and its note.
 * @returns All spans that are heard from then on, until its mail is sent.
 */
export async function traceOrder(
  servers: Servers,
  fault: 'none' | 'orchestrator-killed',
): Promise<readonly HeardSpan[]> {
  await using data = await openTrialData(servers, [])
  await using collector = await receiveSpans()
  await using shop = await startShop({
    servers,
    data,
    instances: { api: 1, orchestrator: 1, consumer: 1 },
    settings: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      LEASE_SECONDS: String(leaseSeconds),
    },
  })
  const ask = createAsk(shop.url, () => {})
  const { eventId } = await openConcert(ask, 20)
  const buyer = await registerBuyer(ask, 'alice@example.com')
  const order = (key: string) =>
    placeOnce(ask, buyer, { key, eventId, quantity: 2, card: '4242424242421111' })
  // The first one opens connections, in every process.
  await order('first')
  await collector.until(isMailed)
  const before = collector.spans.length
  const heard = () => collector.spans.slice(before)
  const ordered = order('second')
  if (fault === 'orchestrator-killed') {
    const { signal } = new AbortController()
    await killAt({ shop, signal }, 'orchestrator', ['charged, not noted'])
  }
  await ordered
  await collector.until(() => isMailed(heard()))
  return heard()
}
