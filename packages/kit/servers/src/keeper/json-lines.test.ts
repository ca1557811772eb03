import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onLines, sendLine } from './json-lines.ts'

let heard: object[]
let sender: Socket
let stop: () => Promise<unknown>
beforeEach(async () => {
  heard = []
  const server = createServer((socket) => onLines<object>(socket, (one) => heard.push(one)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  sender = connect((server.address() as AddressInfo).port, '127.0.0.1')
  sender.on('error', () => {})
  await once(sender, 'connect')
  stop = () => {
    sender.destroy()
    server.close()
    return once(server, 'close')
  }
})
afterEach(() => stop())

describe('onLines', () => {
  it('hears messages however they are cut', async () => {
    sendLine(sender, { ask: 'status' })
    sender.write('{"ask":"re')
    await expect.poll(() => heard).toEqual([{ ask: 'status' }])
    sender.write('lease"}\n')
    await expect.poll(() => heard).toEqual([{ ask: 'status' }, { ask: 'release' }])
  })

  it.each([
    ['a line without an end', 'x'.repeat(2_000_000)],
    ['what is no JSON', 'hello\n'],
    ['what is no message', '7\nnull\n'],
  ])('hangs up on %s', async (_, text) => {
    const closed = new Promise((resolve) => sender.once('close', resolve))
    sender.write(text)
    await closed
    expect(heard).toEqual([])
  })
})
