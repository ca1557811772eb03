import { describe, expect, it } from 'vitest'
import { findChromium } from './find-chromium.ts'

const somewhere = process.execPath
const nowhere = '/no/such/chromium'

describe('findChromium', () => {
  it('takes the program that LAB_CHROMIUM names, then one of the machine, then the one of npm', () => {
    const linux = {
      installed: [nowhere, somewhere],
      packaged: '153.0.0',
      platform: 'linux',
    } as const
    expect(findChromium({ LAB_CHROMIUM: '/bin/sh' }, linux)).toEqual({ path: '/bin/sh' })
    expect(findChromium({}, linux)).toEqual({ path: somewhere })
    expect(findChromium({}, { ...linux, installed: [nowhere] })).toEqual({ packaged: '153.0.0' })
  })

  it('says what to install where there is none', () => {
    const places = { installed: [nowhere], packaged: undefined }
    expect(() => findChromium({}, { ...places, platform: 'linux' })).toThrow(
      'Cannot start Chromium: none is installed\nTry: pnpm install, install Chromium or Chrome, or set LAB_CHROMIUM to the path of one',
    )
    expect(() => findChromium({}, { ...places, packaged: '153.0.0', platform: 'darwin' })).toThrow(
      'Cannot start Chromium: none is installed, and the one from npm is for Linux\nTry: install Chromium or Chrome, or set LAB_CHROMIUM to the path of one',
    )
  })

  it('refuses a program that is not there', () => {
    expect(() => findChromium({ LAB_CHROMIUM: nowhere })).toThrow(
      'Cannot start Chromium: LAB_CHROMIUM must be the path of a program, received /no/such/chromium\nTry: correct LAB_CHROMIUM, or unset it',
    )
  })
})
