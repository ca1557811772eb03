const misuse = new Set(['MisuseError', 'ServerUnavailableError', 'FolderRefusedError'])

/** Turns what a command threw into a message and an exit code: 2 without a stack for bad input. */
export function errorReport(error: unknown): { text: string; code: number } {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    // By name: importing @lab/servers for its class would load every client.
    if (misuse.has(inner.name)) return { text: inner.message, code: 2 }
    if (isArgumentError(inner)) return { text: inner.message, code: 2 }
  }
  if (!(error instanceof Error)) return { text: String(error), code: 1 }
  // A scene that ended wrongly says so itself; one that threw has a place to look at.
  if (error.name === 'SceneError' && error.cause === undefined)
    return { text: error.message, code: 1 }
  if ('code' in error && ['EACCES', 'EROFS', 'ENOSPC'].includes(String(error.code))) {
    return { text: error.message, code: 1 }
  }
  const origin = error.cause instanceof Error ? error.cause : error
  const frames = (origin.stack ?? '')
    .split('\n')
    .filter((frame) => /^\s+at /.test(frame) && !frame.includes('node:internal'))
  return { text: [error.message, ...frames].join('\n'), code: 1 }
}

function isArgumentError(error: Error): boolean {
  return 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}
