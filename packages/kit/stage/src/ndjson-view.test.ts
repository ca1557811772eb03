import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryEvents } from './arbitrary-events.fixture.ts'
import type { StageEvent } from './events.ts'
import { createNdjsonView } from './ndjson-view.ts'

async function shown(events: StageEvent[]) {
  let text = ''
  const view = createNdjsonView({
    write(part, done) {
      text += part
      done()
      return true
    },
  })
  for (const event of events) await view.show(event)
  return text
}

describe('createNdjsonView', () => {
  it('writes one object a line for any event', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, async (events) => {
        const lines = (await shown(events)).split('\n').slice(0, -1)
        expect(lines.map((line) => (JSON.parse(line) as StageEvent).type)).toEqual(
          events.map((event) => event.type),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('writes values that JSON does not know', async () => {
    const circle: Record<string, unknown> = {
      count: 12n,
      seats: new Set([1]),
      why: new RangeError('full'),
    }
    circle['self'] = circle
    expect(await shown([{ type: 'finished', actor: 'a', value: circle }])).toBe(
      '{"type":"finished","actor":"a","value":{"count":"12","seats":[1],"why":{"name":"RangeError","message":"full"},"self":"[circular]"}}\n',
    )
  })

  it('escapes every control character', async () => {
    expect(await shown([{ type: 'say', text: '\u001B[2J\u009b31m\u007f' }])).toBe(
      '{"type":"say","text":"\\u001b[2J\\u009b31m\\u007f"}\n',
    )
  })
})
