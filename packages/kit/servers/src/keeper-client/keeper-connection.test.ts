import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { testRuntime } from '../../test/test-runtime.ts'
import { describeRuntimeFolder } from '../keeper/runtime-folder.ts'
import { connectToKeeper } from './keeper-connection.ts'

it('starts no second keeper when the first one comes up between a look and the claim', async () => {
  await using own = testRuntime()
  const runtime = describeRuntimeFolder(own.folder)
  const connecting = connectToKeeper(runtime)
  // It has looked, and hears in the next turn that nobody was there.
  const first = createServer().listen(runtime.socket)
  const socket = await connecting
  const startedAnother = existsSync(runtime.keeperLog)
  socket.destroy()
  first.close()
  expect(startedAnother, 'a second keeper was started').toBe(false)
  expect(existsSync(runtime.starting), 'the claim to start one stays').toBe(false)
})
