import { ServerUnavailableError } from '@lab/servers/server-unavailable-error'
import type { Finding, JudgeEvent, Judgement } from './judge-events.ts'
import { startJudgeProcess } from './start-judge-process.ts'
import type { JudgeProcess } from './start-judge-process.ts'

export type { Broken, Finding, Judgement } from './judge-events.ts'
export { passes } from './judge-events.ts'

export interface JudgeOptions {
  /** Milliseconds that a race may take. Default 30 000. */
  raceWithinMs?: number
  /** Milliseconds that a fact which looks may take, or to load the answer. Default 10 000. */
  lookWithinMs?: number
  /**
   * Milliseconds that the facts may take to open their world, with servers that are fetched for the
   * first time. Default 300 000.
   */
  openWithinMs?: number
  /** When the process of the next answer starts. Default `after` this one is judged. */
  startsNext?: 'after' | 'meanwhile'
}

export interface JudgeFileOptions {
  /** Hears each finding as it comes. */
  onFinding?: (finding: Finding) => void
  /** Ends the judging; the promise then rejects with the signal's reason. */
  signal?: AbortSignal
}

export interface Judge extends AsyncDisposable {
  /**
   * Judges one file by the facts.
   *
   * @param file Absolute path of a TypeScript file.
   * @throws {ServerUnavailableError} If a server that the facts need cannot be had.
   * @throws {Error} If the facts do not load, or open no world in time.
   */
  judge(file: string, options?: JudgeFileOptions): Promise<Judgement>
}

/**
 * Opens a judge, which runs each answer in a process of its own. The next process is started
 * before it is needed.
 *
 * @param factsFile Absolute path of a kata's `facts.ts`.
 */
export function openJudge(
  factsFile: string,
  {
    raceWithinMs = 30_000,
    lookWithinMs = 10_000,
    openWithinMs = 300_000,
    startsNext = 'after',
  }: JudgeOptions = {},
): Judge {
  const start = () => startJudgeProcess(factsFile, lookWithinMs)
  let spare: JudgeProcess | undefined = start()
  let isClosed = false
  const takeSpare = () => {
    const taken = spare ?? start()
    spare = startsNext === 'meanwhile' ? start() : undefined
    return taken
  }
  return {
    async judge(file, { onFinding = () => {}, signal } = {}) {
      const own = takeSpare()
      const abort = () => own.kill()
      signal?.addEventListener('abort', abort)
      try {
        const judgement = await hear(own, file, onFinding, {
          lookWithinMs,
          raceWithinMs,
          openWithinMs,
        })
        signal?.throwIfAborted()
        return judgement
      } finally {
        signal?.removeEventListener('abort', abort)
        own.kill()
        if (!isClosed) spare ??= start()
      }
    },
    async [Symbol.asyncDispose]() {
      isClosed = true
      spare?.kill()
      await spare?.gone
    },
  }
}

/** Gives a process its answer and listens until the end. */
async function hear(
  child: JudgeProcess,
  file: string,
  onFinding: (finding: Finding) => void,
  { lookWithinMs, raceWithinMs, openWithinMs }: Required<Omit<JudgeOptions, 'startsNext'>>,
): Promise<Judgement> {
  const findings: Finding[] = []
  const strays: string[] = []
  const { promise, resolve, reject } = Promise.withResolvers<Judgement>()
  let fact = ''
  let hasAnswer = false
  let timer = setTimeout(() => {
    reject(new Error(`Cannot judge: the facts opened no world within ${openWithinMs / 1000} s`))
  }, openWithinMs)
  const stopped = (problem: string) =>
    resolve({ ending: 'stopped', findings, strays, fact, problem })
  const restartTimer = () => {
    clearTimeout(timer)
    // Before the first fact it is being loaded.
    const withinMs = fact === '' ? lookWithinMs : raceWithinMs
    const problem = `it has come to no end within ${withinMs / 1000} s`
    timer = setTimeout(() => stopped(problem), withinMs)
  }
  const take = (event: JudgeEvent) => {
    switch (event.type) {
      case 'ready':
        child.send(file)
        hasAnswer = true
        return restartTimer()
      case 'unavailable':
        return reject(new ServerUnavailableError(event.details))
      case 'no answer':
        return resolve({ ending: 'no answer', problem: event.problem })
      case 'begins':
        fact = event.fact
        return restartTimer()
      case 'found':
        findings.push(event.finding)
        return onFinding(event.finding)
      case 'stray':
        return void strays.push(event.problem)
      case 'stopped':
        return stopped(event.problem)
      case 'done':
        return resolve({ ending: 'judged', findings, strays })
    }
  }
  child.listen({
    event: take,
    loop: (line) => stopped(`an endless loop${line === undefined ? '' : ` in line ${line}`}`),
    exit: (how, output) => {
      // Without an answer it is the facts that do not load.
      if (!hasAnswer && output !== '') reject(new Error(output))
      stopped(`the process has ended ${how}`)
    },
  })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
  }
}
