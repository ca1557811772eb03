import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { kafka } from './kafka.ts'

it('a client that waits for nothing sets no timer', async () => {
  await using bus = await kafka()
  const admin = bus.client().admin()
  await admin.connect()
  await admin.listTopics()
  const set = vi.spyOn(globalThis, 'setTimeout')
  await delay(100)
  expect(set.mock.calls.map(([, ms]) => ms)).toEqual([])
  set.mockRestore()
})
