import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { probeRedis } from './probe-redis.ts'

it('leaves no timer behind when nothing answers', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length
  const before = timers()
  await expect(probeRedis('redis://127.0.0.1:1')).rejects.toThrow()
  // Its last timer is due by now, and this one comes after it.
  await delay(2)
  expect(timers()).toBe(before)
})

it('does not wait as long as a Redis that loads its files says it needs', async () => {
  const infos = ['loading:1\r\nloading_eta_seconds:3600', 'loading:0', 'redis_version:7.0.15']
  const replyTo = (command: string) => {
    if (command.includes('hello')) return '%1\r\n$5\r\nproto\r\n:3\r\n'
    if (!command.includes('info')) return '+OK\r\n'
    const text = infos.shift()!
    return `$${text.length}\r\n${text}\r\n`
  }
  await using server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const commands = bytes.toString().split(/^\*\d+\r\n/m)
      socket.write(commands.slice(1).map(replyTo).join(''))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(await probeRedis(`redis://127.0.0.1:${port}`)).toEqual({ version: '7.0.15' })
}, 5_000)
