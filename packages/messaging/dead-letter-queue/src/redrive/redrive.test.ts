import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBank } from '../open-bank.ts'
import type { Opened } from '../open-bank.ts'
import { redriveEverything } from './redrive-everything.ts'
import { redriveOnce } from './redrive-once.ts'
import { redrive } from './redrive.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openBank()
})
afterAll(() => opened[Symbol.asyncDispose]())

it('redriveEverything delivers a hopeless message again each night', async () => {
  expect(await redrive(opened, redriveEverything)).toEqual({
    deliveries: 6,
    mended: true,
    left: ['order-1'],
  })
})

it('redriveOnce delivers it once more, and leaves it to a person', async () => {
  expect(await redrive(opened, redriveOnce)).toEqual({
    deliveries: 2,
    mended: true,
    left: ['order-1'],
  })
})
