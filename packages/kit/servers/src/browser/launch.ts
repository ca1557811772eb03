/** Carries a `Launch` to the process that serves Chromium. */
export const launchVariable = 'LAB_CHROMIUM_LAUNCH'

/** How Chromium is started, and where it is served. */
export interface Launch {
  port: number
  /** Of its address: whoever knows it can use the browser. */
  path: string
  executable: string
  isSandboxed: boolean
  /** The TMPDIR of Chromium itself; absent for the usual one. */
  temporary: string | undefined
}
