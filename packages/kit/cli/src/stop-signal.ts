const graceMs = 900
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }

/**
 * Aborts on the first Ctrl-C, SIGTERM or closed output, and ends the process when the work has not
 * ended 0.9 s later, or at once on a second signal.
 */
export function stopSignal(process: NodeJS.Process): {
  signal: AbortSignal
  exitCode(): number | undefined
} {
  const controller = new AbortController()
  let exitCode: number | undefined
  const stop = (code: number, reason: string) => {
    if (exitCode !== undefined) process.exit(exitCode)
    exitCode = code
    controller.abort(new Error(reason))
    setTimeout(() => process.exit(code), graceMs).unref()
  }
  for (const [name, code] of Object.entries(exitCodes)) {
    process.on(name, () => stop(code, `Stopped by ${name}`))
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // 141 is what a program killed by SIGPIPE has; `lab demo x | head` ends without a message.
      if (error.code === 'EPIPE' && exitCode === undefined)
        stop(141, 'The reader of the output has gone')
    })
  }
  return { signal: controller.signal, exitCode: () => exitCode }
}
