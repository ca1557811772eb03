import type { Scene } from '@lab/stage'
import { longestGapMs, traceOfOrder, waterfallOf, withoutParent } from '../trial/order-trace.ts'
import type { HeardSpan } from '../trial/receive-spans.ts'
import { leaseSeconds, traceOrder } from '../trial/trace-order.ts'
import type { World } from './sold-out-scene.ts'

export const oneOrderScene: Scene<World> = {
  id: 'one-order',
  title: 'One order goes through three processes, and leaves one trace',
  async play(stage, { trial }) {
    await stage.say(
      'An order without faults. Each process sends its spans to a collector, which puts them together by their trace. Where there is no bar, no process works on the order: it lies in the database or in Kafka until the next one looks.',
    )
    const spans = await traceOrder(trial.servers, 'none')
    await stage.waterfall(waterfallOf('From the request to the mail', traceOfOrder(spans)))
    const found = whatIsFound(spans)
    await stage.verdict({
      way: 'one-trace',
      promise: 'an order has one trace, through the saga, Kafka and the outbox',
      claim: 'holds',
      observed: found.isWhole ? 'holds' : 'breaks',
      text: found.isWhole
        ? 'All spans belong to one trace, each has its parent, and all three processes are in it.'
        : 'Some spans belong to another trace, have no parent, or come from too few processes.',
      numbers: found.numbers,
    })
  },
}

export const takenOverScene: Scene<World> = {
  id: 'taken-over',
  title: 'An orchestrator dies, and the trace of its order goes on',
  async play(stage, { trial }) {
    await stage.say(
      `The same, and the orchestrator dies between the charge and its note. What it had not sent yet is lost with it, so its charge is a gap in the trace. Another process takes its place, and the order when its lease of ${leaseSeconds} s is over. It reads from the order's row to which trace it belongs, and asks for the charge again, under the same key.`,
    )
    const spans = await traceOrder(trial.servers, 'orchestrator-killed')
    await stage.waterfall(waterfallOf('With a death in between', traceOfOrder(spans)))
    const found = whatIsFound(spans)
    const gapMs = longestGapMs(traceOfOrder(spans))
    const { traces, processes } = found.numbers
    const isShown = traces === 1 && processes === 3 && gapMs > 500 * leaseSeconds
    await stage.verdict({
      way: 'trace-in-the-row',
      promise: 'an order has one trace, also when its orchestrator dies',
      claim: 'holds',
      observed: isShown ? 'holds' : 'breaks',
      text: isShown
        ? 'The process that goes on with the order goes on with its trace. The gap is where the other one died.'
        : 'The order has more than one trace, too few processes in it, or no gap.',
      numbers: { ...found.numbers, gapMs: Math.round(gapMs) },
    })
  },
}

function whatIsFound(spans: readonly HeardSpan[]) {
  const traces = new Set(spans.map(({ traceId }) => traceId)).size
  const processes = new Set(spans.map(({ service }) => service)).size
  const isWhole = traces === 1 && processes === 3 && withoutParent(spans).length === 1
  return { isWhole, numbers: { traces, processes, spans: spans.length } }
}
