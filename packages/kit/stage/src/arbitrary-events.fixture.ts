import type { Moment } from '@lab/conductor'
import fc from 'fast-check'
import type { Exchange, Listing, StageEvent, Tree, TreeNode, Waterfall } from './events.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
)
const words = fc.oneof(text, fc.constant('select id, left from tickets where id = 1 for update'))
const actor = fc.constantFrom('alice', 'bob', 'a-worker-with-a-long-name')
const reply = fc.oneof(
  fc.record({
    outcome: fc.constant('ok' as const),
    text,
    ms: fc.float({ min: 0, max: 5000, noNaN: true }),
  }),
  fc.record({
    outcome: fc.constant('error' as const),
    text,
    code: fc.constant('40001'),
    ms: fc.nat(90),
  }),
)

export const arbitraryMoment: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({ type: fc.constant('step' as const), actor, statement: words, reply }),
  fc.record({
    type: fc.constant('blocked' as const),
    actor,
    statement: words,
    by: fc.array(actor, { maxLength: 2 }),
  }),
  fc.record({ type: fc.constant('resumed' as const), actor, statement: words, reply }),
  fc.record({ type: fc.constant('crashed' as const), actor }),
  fc.record({ type: fc.constant('finished' as const), actor, value: fc.anything() }),
  fc.record({ type: fc.constant('failed' as const), actor, code: text, message: text }),
)

const timeline = fc
  .tuple(text, fc.array(arbitraryMoment, { maxLength: 12 }))
  .map(([title, moments]): StageEvent[] => [
    {
      type: 'timeline',
      title,
      schedule: title,
      actors: [...new Set(moments.map((one) => one.actor))],
    },
    ...moments,
    { type: 'invariant', violation: title },
  ])
const number = fc.double({ min: -1e9, max: 1e9 })
const table = fc
  .tuple(
    text,
    fc.array(text, { minLength: 1, maxLength: 6 }),
    fc.array(fc.array(fc.oneof(text, number), { maxLength: 6 }), { maxLength: 4 }),
  )
  .map(([title, columns, rows]): StageEvent[] => [{ type: 'table', title, columns, rows }])
const axis = fc.record({ name: text, unit: text })
const series = fc.record({
  name: text,
  points: fc.array(fc.tuple(number, fc.oneof(number, fc.constant(Number.NaN))), { maxLength: 9 }),
})
const chart = fc
  .record({
    type: fc.constant('chart' as const),
    title: text,
    x: axis,
    y: axis,
    series: fc.array(series, { maxLength: 10 }),
  })
  .map((event): StageEvent[] => [event])
const verdict = fc
  .record({
    type: fc.constant('verdict' as const),
    scene: fc.constant('scene'),
    way: text,
    claim: fc.constantFrom('holds' as const, 'breaks' as const),
    observed: fc.constantFrom('holds' as const, 'breaks' as const),
    text,
    numbers: fc.dictionary(fc.constantFrom('orders', 'longestWaitMs'), number),
  })
  .map((event): StageEvent[] => [event])

const party = fc.oneof(actor, text)
const lines = (maxLength: number) => fc.array(text, { maxLength })

export const arbitraryExchange: fc.Arbitrary<Exchange> = fc.record(
  {
    type: fc.constant('exchange' as const),
    title: text,
    parties: fc.array(party, { maxLength: 3 }),
    messages: fc.array(
      fc.record(
        {
          from: party,
          to: party,
          text: words,
          kind: fc.constantFrom('request' as const, 'reply' as const, 'message' as const),
          fields: fc.array(fc.record({ name: text, value: text }), { maxLength: 2 }),
          body: text,
          outcome: fc.constantFrom('ok' as const, 'error' as const),
          atMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
        },
        { requiredKeys: ['from', 'to', 'text', 'kind'] },
      ),
      { maxLength: 8 },
    ),
    omitted: fc.nat(9),
  },
  { requiredKeys: ['type', 'title', 'parties', 'messages'] },
)

const arbitraryNode = (children: fc.Arbitrary<TreeNode[]>): fc.Arbitrary<TreeNode> =>
  fc.record(
    {
      label: words,
      detail: lines(2),
      values: fc.array(fc.oneof(text, number, fc.constant(null)), { maxLength: 5 }),
      mark: text,
      children,
    },
    { requiredKeys: ['label', 'values', 'children'] },
  )
const leaf = arbitraryNode(fc.constant([]))
const branch = arbitraryNode(fc.array(leaf, { maxLength: 3 }))
const node = arbitraryNode(fc.array(fc.oneof(leaf, branch), { maxLength: 3 }))

export const arbitraryTree: fc.Arbitrary<Tree> = fc.record({
  type: fc.constant('tree' as const),
  title: text,
  columns: fc.array(
    fc.record({ name: text, unit: text, measured: fc.boolean() }, { requiredKeys: ['name'] }),
    { maxLength: 5 },
  ),
  root: node,
})

const milliseconds = fc.double({ min: -10, max: 1e6, noNaN: true })

export const arbitraryWaterfall: fc.Arbitrary<Waterfall> = fc.record(
  {
    type: fc.constant('waterfall' as const),
    title: text,
    spans: fc.array(
      fc.record(
        {
          name: words,
          who: fc.oneof(actor, text),
          startMs: milliseconds,
          endMs: milliseconds,
          parent: fc.integer({ min: -1, max: 12 }),
          outcome: fc.constantFrom('ok' as const, 'error' as const),
          detail: words,
        },
        { requiredKeys: ['name', 'who', 'startMs', 'endMs'] },
      ),
      { maxLength: 12 },
    ),
    omitted: fc.nat(9),
  },
  { requiredKeys: ['type', 'title', 'spans'] },
)

export const arbitraryListing: fc.Arbitrary<Listing> = fc.record(
  {
    type: fc.constant('listing' as const),
    title: text,
    source: text,
    language: fc.constantFrom('ts', '```'),
    lines: fc.array(
      fc.record(
        {
          number: fc.nat(2_000_000),
          text: words,
          mark: fc.constantFrom(
            'added' as const,
            'removed' as const,
            'here' as const,
            'omitted' as const,
          ),
        },
        { requiredKeys: ['text'] },
      ),
      { maxLength: 8 },
    ),
  },
  { requiredKeys: ['type', 'title', 'lines'] },
)

/** What one scene may emit. */
export const arbitraryEvents: fc.Arbitrary<StageEvent[]> = fc
  .array(
    fc.oneof(
      timeline,
      table,
      chart,
      fc
        .oneof(arbitraryExchange, arbitraryTree, arbitraryWaterfall, arbitraryListing)
        .map((event): StageEvent[] => [event]),
      verdict,
      text.map((say): StageEvent[] => [{ type: 'say', text: say }]),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.flat())
