import { expect, it } from 'vitest'
import { redis } from './redis.ts'
import { runScript } from './run-script.ts'

it('gives a script its keys and its values, at the first call and at the next', async () => {
  await using space = await redis()
  const client = space.client()
  const lua = `redis.call('SET', KEYS[1], ARGV[1]); return {KEYS[2], ARGV[2]}`
  const run = () => runScript(client, { name: 'setFirst', lua, keys: ['one', 'two'] }, 7, 'x')
  expect([await run(), await run()]).toEqual([
    ['two', 'x'],
    ['two', 'x'],
  ])
  expect(await client.get('one')).toBe('7')
})
