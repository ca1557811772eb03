import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { arbitraryEvents, arbitraryMoment } from './arbitrary-events.fixture.ts'
import type { StageEvent } from './events.ts'
import { createTerminalView, wantsColour } from './terminal-view.ts'

const lock: StageEvent[] = [
  {
    type: 'timeline',
    title: 'Bob waits',
    schedule: 'alice×1 bob×1 alice×1',
    actors: ['alice', 'bob'],
  },
  {
    type: 'step',
    actor: 'alice',
    statement: 'select 1 for update',
    reply: { outcome: 'ok', text: '1 row', ms: 0.42 },
  },
  { type: 'blocked', actor: 'bob', statement: 'select 1 for update', by: ['alice'] },
  {
    type: 'step',
    actor: 'alice',
    statement: 'commit',
    reply: { outcome: 'ok', text: 'COMMIT', ms: 12 },
  },
  {
    type: 'resumed',
    actor: 'bob',
    statement: 'select 1 for update',
    reply: { outcome: 'error', text: 'canceled', code: '57014', ms: 30 },
  },
  { type: 'finished', actor: 'bob', value: undefined },
  { type: 'invariant', violation: undefined },
]

async function shown(
  events: StageEvent[],
  options: { width?: number; isTTY?: boolean; env?: NodeJS.ProcessEnv } = {},
) {
  let text = ''
  const write = (part: string, done: () => void) => {
    text += part
    done()
    return true
  }
  const view = createTerminalView(
    { write, isTTY: options.isTTY ?? false },
    { env: options.env ?? {}, width: options.width ?? 80 },
  )
  for (const event of events) await view.show(event)
  await view.end?.()
  return text
}

describe('createTerminalView', () => {
  it('obeys no escape sequence of an event, whatever stands in it', async () => {
    const text = '\u001B[2J\u009b31m\u0007'
    const reply = { outcome: 'error', text, code: text, ms: 1 } as const
    const axis = { name: text, unit: text }
    const series = [{ name: text, points: [[1, 1]] as [number, number][] }]
    const fields = [{ name: text, value: text }]
    const message = { from: text, to: 'api', kind: 'request', text, fields, body: text } as const
    const node = { label: text, detail: [text], values: [text], mark: text, children: [] }
    const judged = { claim: 'holds', observed: 'holds', numbers: { [text]: 1 } } as const
    const events: StageEvent[] = [
      { type: 'demo', id: text, title: text, question: text, servers: [] },
      { type: 'scene', id: text, title: text },
      { type: 'say', text },
      { type: 'timeline', title: text, schedule: text, actors: [text, 'bob'] },
      { type: 'step', actor: text, statement: text, reply },
      { type: 'blocked', actor: text, statement: text, by: [text] },
      { type: 'resumed', actor: text, statement: text, reply },
      { type: 'finished', actor: text, value: text },
      { type: 'finished', actor: text, value: { [text]: text } },
      { type: 'failed', actor: text, code: text, message: text },
      { type: 'invariant', violation: text },
      { type: 'table', title: text, columns: [text], rows: [[text]] },
      { type: 'chart', title: text, x: axis, y: axis, series },
      { type: 'exchange', title: text, parties: [text], messages: [message] },
      { type: 'tree', title: text, columns: [{ name: text, unit: text }], root: node },
      { type: 'listing', title: text, source: text, language: text, lines: [{ text }] },
      { type: 'progress', text, done: 1, total: 2 },
      { type: 'verdict', scene: text, way: text, text, ...judged },
    ]
    for (const width of [20, 200]) {
      expect(await shown(events, { width })).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/,
      )
    }
  })

  it('is 80 columns wide where a terminal says that it has 0', async () => {
    let text = ''
    const write = (part: string, done: () => void) => ((text += part), done(), true)
    const view = createTerminalView({ write, columns: 0, isTTY: true }, { env: { NO_COLOR: '1' } })
    await view.show({ type: 'timeline', title: '', schedule: '', actors: ['alice'] })
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBe(80)
  })

  it.each([
    ['1000000000', 500],
    ['Infinity', 500],
    ['0', 80],
    ['wide', 80],
  ])('fills %s columns as %d', async (COLUMNS, width) => {
    let text = ''
    const write = (part: string, done: () => void) => ((text += part), done(), true)
    const view = createTerminalView({ write }, { env: { COLUMNS } })
    await view.show({ type: 'timeline', title: '', schedule: '', actors: ['alice'] })
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBe(width)
  })

  it('draws a waiting statement as a bar until it goes on', async () => {
    expect((await shown(lock, { width: 60 })).split('\n')).toEqual([
      '',
      'Bob waits',
      'order: alice×1 bob×1 alice×1',
      'alice                          bob',
      '────────────────────────────   ────────────────────────────',
      'select 1 for update',
      '← 1 row · 0.4 ms',
      '                               select 1 for update',
      '                               ┃ waits for alice',
      'commit  ← COMMIT · 12 ms       ┃',
      '                               ┗ goes on',
      '                               ✗ 57014 canceled · 30 ms',
      '                               ■ done',
      '',
    ])
  })

  it('names the actor before each moment when there is no room for lanes', async () => {
    expect((await shown(lock, { width: 40 })).split('\n').slice(3)).toEqual([
      'alice  select 1 for update',
      '       ← 1 row · 0.4 ms',
      'bob    select 1 for update',
      '       ┃ waits for alice',
      'alice  commit  ← COMMIT · 12 ms',
      'bob    ┗ goes on',
      '       select 1 for update',
      '       ✗ 57014 canceled · 30 ms',
      'bob    ■ done',
      '',
    ])
  })

  it('says in words when a verdict is not as claimed', async () => {
    const verdict = {
      type: 'verdict',
      scene: 's',
      way: 'row-lock',
      claim: 'holds',
      observed: 'breaks',
    } as const
    expect(await shown([{ ...verdict, text: 'It broke.', numbers: { ordersRun: 12_000 } }])).toBe(
      '\n┏━ ✗ BREAKS, NOT AS CLAIMED (claimed: holds) · row-lock\n┃ It broke.\n┗ orders run 12,000\n',
    )
    const promised = { ...verdict, promise: 'one ticket is sold once', text: 'x', numbers: {} }
    expect(await shown([{ ...promised, claim: 'breaks' }])).toBe(
      '\n┏━ ✗ BREAKS, as claimed: one ticket is sold once · row-lock\n┗ x\n',
    )
  })

  it('tells numbers together whose names begin alike', async () => {
    const verdict = {
      type: 'verdict',
      scene: 's',
      way: 'w',
      claim: 'holds',
      observed: 'holds',
    } as const
    const numbers = { orders: 3, twoBuyersOrders: 92, twoBuyersBroken: 80, longestWaitMs: 1.25 }
    expect(await shown([{ ...verdict, text: 'x', numbers }])).toContain(
      '┗ orders 3 · two buyers: orders 92, broken 80 · longest wait ms 1.25\n',
    )
  })

  it('rewrites one line of progress on a terminal and erases it before the next event', async () => {
    const events: StageEvent[] = [
      { type: 'progress', text: 'orders', done: 1, total: 2 },
      { type: 'progress', text: 'orders', done: 2, total: 2 },
      { type: 'say', text: 'done' },
    ]
    expect(await shown(events, { isTTY: true, env: { NO_COLOR: '1' } })).toBe(
      '\r\u001B[2Korders 1 of 2\r\u001B[2Korders 2 of 2\r\u001B[2K\ndone\n',
    )
    expect(await shown(events)).toBe('\ndone\n')
  })

  it('writes no escape sequence where there is no terminal, whatever the data hold', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, async (events) => {
        const text = await shown(events)
        expect(stripVTControlCharacters(text)).toBe(text)
        // oxlint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/)
      }),
      { numRuns: 60 },
    )
  })

  it('writes no line that is wider than the terminal', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryEvents,
        fc.integer({ min: 40, max: 130 }),
        async (events, width) => {
          const text = stripVTControlCharacters(
            await shown(events, { width, env: { FORCE_COLOR: '1' } }),
          )
          for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('shows every character of a statement', async () => {
    const statement = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(statement, fc.integer({ min: 40, max: 130 }), async (sql, width) => {
        const reply = { outcome: 'ok', text: '', ms: 0 } as const
        const text = await shown(
          [
            { type: 'timeline', title: '', schedule: '', actors: ['a'] },
            { type: 'step', actor: 'a', statement: sql, reply },
          ],
          { width },
        )
        const lane = text.slice(text.lastIndexOf('─') + 1).replace(/^a /, '')
        expect(lane.replace(/\s/g, '')).toContain(sql.replace(/\s/g, ''))
      }),
    )
  })

  it('draws any moment without its timeline', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryMoment, async (moment) => {
        expect(await shown([moment])).toContain('\n')
      }),
    )
  })
})

describe('wantsColour', () => {
  it('obeys FORCE_COLOR, then NO_COLOR, then the terminal', () => {
    const terminal = { isTTY: true }
    const file = { isTTY: false }
    expect([
      wantsColour(terminal, {}),
      wantsColour(file, {}),
      wantsColour(terminal, { NO_COLOR: '1' }),
      wantsColour(file, { FORCE_COLOR: '1' }),
      wantsColour(terminal, { FORCE_COLOR: '0' }),
      wantsColour(terminal, { TERM: 'dumb' }),
      wantsColour(file, { FORCE_COLOR: '1', NO_COLOR: '1' }),
    ]).toEqual([true, false, false, true, false, false, true])
  })
})
