import { redis } from '@lab/servers/redis'
import type { Redis as KeySpace } from '@lab/servers/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTouchesReader } from './read-touches.ts'
import type { TouchesReader } from './read-touches.ts'

let space: KeySpace
let reader: TouchesReader
beforeAll(async () => {
  space = await redis()
  reader = createTouchesReader(space.client())
})
afterAll(() => space[Symbol.asyncDispose]())

/** As `read a, write b, read any`. */
async function touched(...[name, ...args]: (string | Buffer)[]): Promise<string> {
  const touches = await reader.touchesOf({ name: String(name), args })
  if (touches === 'everything') return touches
  const keys = touches.keys.map(({ key, access }) => `${access} ${key}`)
  return [...keys, ...(touches.readsAll ? ['read any'] : [])].join(', ')
}
const line = (text: string) => touched(...text.split(' '))

describe('touchesOf', () => {
  it.each([
    ['get a', 'read a'],
    ['MGET a b', 'read a, read b'],
    ['set a 1', 'write a'],
    ['getex a', 'write a'],
    ['rename a b', 'write a, write b'],
    ['copy a b', 'read a, write b'],
    ['lmove a b left right', 'write a, write b'],
    ['sort a store b', 'read a, write b'],
    ['zunionstore d 2 a b', 'write d, read a, read b'],
    ['georadius g 1 1 1 m store d', 'read g, write d'],
    ['bitfield_ro a get u8 0', 'read a'],
    ['blpop a b 0', 'write a, write b'],
    ['xread block 0 streams s $', 'read s'],
    ['watch a', 'read a'],
  ])('finds the keys of "%s"', async (text, expected) => {
    expect(await line(text)).toBe(expected)
  })

  it('takes XREADGROUP for a write, although the server flags its key as read', async () => {
    expect(await line('xreadgroup group g me streams s >')).toBe('write s')
  })

  it.each(['dbsize', 'keys a*', 'scan 0', 'randomkey', 'eval_ro x 1 a'])(
    'lets "%s" read any key',
    async (text) => expect(await line(text)).toBe('read any'),
  )

  it('lets SORT read any key when it looks for weights or values by a pattern', async () => {
    expect(await line('sort_ro a by w_* get #')).toBe('read a, read any')
    expect(await line('sort a get v_* store b')).toBe('read a, write b, read any')
  })

  it.each([
    'flushdb',
    'swapdb 0 1',
    'publish channel text',
    'wait 0 0',
    'info',
    'client list',
    'eval x 1 a',
    'evalsha 00 1 a',
    'fcall f 1 a',
    'script flush',
    'copy a b db 3',
    'move a 3',
    'migrate host 1 a 0 100',
    'object idletime a',
    'set a',
    'json.get a',
  ])('lets "%s" touch everything', async (text) => expect(await line(text)).toBe('everything'))

  it.each(['ping', 'echo a', 'time', 'client id', 'select 3', 'multi', 'hello 3', 'config get x'])(
    'lets "%s" touch nothing',
    async (text) => expect(await line(text)).toBe(''),
  )

  it('tells keys apart byte by byte', async () => {
    const [one, other] = [Buffer.from([0xff]), Buffer.from([0xfe])]
    expect(await touched('get', one)).not.toBe(await touched('get', other))
    expect(await touched('get', 'é')).toBe(await touched('get', Buffer.from('é')))
  })
})
