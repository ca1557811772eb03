import { describe, expect, it } from 'vitest'
import type { Waterfall } from './events.ts'
import { lineText } from './line.ts'
import { waterfallLines } from './waterfall-lines.ts'

const span = (name: string, who: string, startMs: number, endMs: number, parent?: number) => ({
  name,
  who,
  startMs,
  endMs,
  ...(parent === undefined ? {} : { parent }),
})

const order: Omit<Waterfall, 'type'> = {
  title: 'One order',
  spans: [
    span('POST /orders', 'api', 0, 20),
    span('insert orders', 'api', 5, 10, 0),
    span('go on', 'orchestrator', 50, 90, 0),
    { ...span('POST /charges', 'orchestrator', 60, 80, 2), outcome: 'error' },
    span('mail', 'consumer', 150, 200, 0),
  ],
}

const drawn = (width: number, waterfall = order) =>
  waterfallLines(waterfall, { width }).map(lineText)

describe('waterfallLines', () => {
  it('draws a bar for each span beside its name, its process and its milliseconds', () => {
    expect(drawn(72)).toEqual([
      'One order',
      '                                   0                            200   ms',
      'POST /orders         api           ████                               20',
      '  insert orders      api           ██                                5.0',
      '  go on              orchestrator          ███████                    40',
      '    ✗ POST /charges  orchestrator           ████                      20',
      '  mail               consumer                              ████████   50',
    ])
  })

  it('draws the bars below where there is no room beside', () => {
    expect(drawn(40)).toEqual([
      'One order',
      '200 ms',
      'POST /orders · api                 20 ms',
      '████',
      '  insert orders · api             5.0 ms',
      ' █',
      '  go on · orchestrator             40 ms',
      '          ████████',
      '    ✗ POST /charges · orchestrator 20 ms',
      '            ████',
      '  mail · consumer                  50 ms',
      '                              ██████████',
    ])
  })

  it('folds the steps of a process, but none that fails, and none of another process', () => {
    const leaves = Array.from({ length: 9 }, (_, index) => ({
      ...span(`statement ${index + 1}`, 'api', index, index + 1, 0),
      outcome: index === 6 ? ('error' as const) : ('ok' as const),
    }))
    const spans = [span('POST /orders', 'api', 0, 10), ...leaves, span('mail', 'saga', 9, 10, 0)]
    const names = drawn(80, { title: '', spans })
      .slice(2)
      .map((text) => text.slice(0, 21).trim())
    expect(names).toEqual([
      'POST /orders     api',
      'statement 1    api',
      'statement 2    api',
      'statement 3    api',
      '… 5 more       api',
      '✗ statement 7  api',
      'mail           saga',
    ])
  })

  it('draws as a first one what is a part of a later one, or of itself', () => {
    const spans = [span('a', 'api', 0, 1, 1), span('b', 'api', 0, 1, 1), span('c', 'api', 0, 1, 9)]
    const names = drawn(80, { title: '', spans }).slice(2)
    expect(names.map((text) => text[0])).toEqual(['a', 'b', 'c'])
  })

  it.each([0, 50, 100])('draws what takes no time at %i ms, too', (atMs) => {
    const spans = [span('all', 'api', 0, 100), span('blink', 'api', atMs, atMs, 0)]
    expect(drawn(72, { title: '', spans }).at(-1)).toMatch(/^ {2}blink {2}api +█ +0\.0$/)
  })

  it('says how many spans are not kept', () => {
    expect(drawn(72, { ...order, omitted: 1_200 }).at(-1)).toBe('... (1,200 more spans)')
  })
})
