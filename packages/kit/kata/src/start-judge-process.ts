import { fork } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { hearLoop } from './hear-loop.ts'
import type { JudgeEvent } from './judge-events.ts'

interface Listener {
  event: (event: JudgeEvent) => void
  /** The process is caught in a loop, at this line of the answer. */
  loop: (line: number | undefined) => void
  exit: (how: string, errorOutput: string) => void
}

export interface JudgeProcess {
  /** Hears everything, also what has happened before. */
  listen(listener: Listener): void
  /** Hands the answer over. */
  send(file: string): void
  kill(): void
  gone: Promise<void>
}

export function startJudgeProcess(factsFile: string, lookWithinMs: number): JudgeProcess {
  const child = fork(
    fileURLToPath(new URL('./judge-process.ts', import.meta.url)),
    [factsFile, String(lookWithinMs)],
    {
      execArgv: ['--max-old-space-size=512'],
      // The last one is the watchdog's own, because a caught process cannot send messages.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
    },
  )
  const heard: ((listener: Listener) => void)[] = []
  let listener: Listener | undefined
  let errorOutput = ''
  let file = ''
  const pass = (happening: (to: Listener) => void) => {
    if (listener === undefined) heard.push(happening)
    else happening(listener)
  }
  child.on('message', (event: JudgeEvent) => pass((to) => to.event(event)))
  child.stderr!.on(
    'data',
    (chunk: Buffer) => (errorOutput = (errorOutput + chunk.toString()).slice(-4_000)),
  )
  hearLoop(child.stdio[4] as Readable, (frames) => {
    const own = frames.find(([url]) => url?.replace(/\?.*$/, '') === pathToFileURL(file).href)
    pass((to) => to.loop(own?.[1]))
  })
  const gone = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`
      pass((to) => to.exit(how, errorOutput))
      resolve()
    })
  })
  return {
    listen(to) {
      listener = to
      for (const happening of heard.splice(0)) happening(to)
    },
    send(answer) {
      file = answer
      child.send(answer)
    },
    kill: () => void child.kill('SIGKILL'),
    gone,
  }
}
