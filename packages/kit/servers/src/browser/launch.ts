import { join } from 'node:path'

/** Carries a `Launch` to the process that serves Chromium. */
export const launchVariable = 'LAB_CHROMIUM_LAUNCH'

/** Holds the version of a Chromium once it is served: to ask it takes Playwright, which loads slowly. */
export function versionFile(folder: string): string {
  return join(folder, 'version')
}

/** How Chromium is started, and where it is served. */
export interface Launch {
  port: number
  /** Of its address: a program that knows it can use the browser. */
  path: string
  executable: string
  isSandboxed: boolean
  /** The TMPDIR of Chromium itself; absent for the usual one. */
  temporary: string | undefined
}
