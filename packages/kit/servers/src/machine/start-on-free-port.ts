import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import type { ServiceDefinition } from '../service.ts'
import type { DataFolder } from './data-folder.ts'
import { freePort, isPortFree } from './free-port.ts'
import type { ChoosePort } from './free-port.ts'
import type { Lifeline, ProcessLifeline } from './lifeline.ts'
import { lastLines } from './log-file.ts'
import { waitUntilReady } from './wait-until-ready.ts'

const portAttempts = 5
const restartAttempts = 10
const restartPauseMs = 200

export interface Launch<Ready extends object> {
  service: ServiceDefinition
  /** Handed over to the server's lifeline; removed when the server cannot be started. */
  folder: DataFolder
  logFile: string
  choosePort?: ChoosePort | undefined
  launch(port: number): Promise<ProcessLifeline>
  /** Asks the server something; throws as long as it is not ready. */
  probe(port: number): Promise<Ready>
}

export interface Running<Ready extends object> {
  port: number
  ready: Ready
  lifeline: Lifeline
  /** Starts again on the same data and port; the server must have exited. */
  restart(): Promise<Running<Ready>>
}

/** Starts a server on a free port, and on another one when another process was quicker. */
export async function startOnFreePort<Ready extends object>(
  launch: Launch<Ready>,
): Promise<Running<Ready>> {
  const choosePort = launch.choosePort ?? freePort
  try {
    for (let attempt = 1; attempt <= portAttempts; attempt += 1) {
      const started = await startOn(launch, await choosePort())
      if (started !== 'port taken') return started
    }
    throw cannotStart(launch, `no free port in ${portAttempts} attempts`)
  } catch (error) {
    await rm(launch.folder.path, { recursive: true, force: true })
    throw error
  } finally {
    await launch.folder.handOver()
  }
}

async function startOn<Ready extends object>(
  launch: Launch<Ready>,
  port: number,
): Promise<Running<Ready> | 'port taken'> {
  const lifeline = await launch.launch(port)
  const ready = await waitUntilReady(() => launch.probe(port), lifeline)
  if ('answer' in ready)
    return { port, ready: ready.answer, lifeline, restart: () => restartOn(launch, port, lifeline) }
  if (!lifeline.hasExited()) {
    await lifeline.stop()
    throw cannotStart(launch, ready.why)
  }
  await lifeline.keepFolder()
  if (!(await isPortFree(port))) return 'port taken'
  throw cannotStart(launch, ready.why)
}

async function restartOn<Ready extends object>(
  launch: Launch<Ready>,
  port: number,
  exited: ProcessLifeline,
): Promise<Running<Ready>> {
  await exited.waitForExit()
  for (let attempt = 1; ; attempt += 1) {
    try {
      const started = await startOn(launch, port)
      if (started === 'port taken') throw cannotStart(launch, `port ${port} is taken`)
      // Not before: until then it is the old server's shell that sees to the folder.
      await exited.keepFolder()
      return started
    } catch (error) {
      // Of one that was not ready in time nothing is left to start on.
      if (attempt === restartAttempts || !existsSync(launch.folder.path)) {
        await exited.keepFolder()
        await rm(launch.folder.path, { recursive: true, force: true })
        throw error
      }
      // After a crash, children of the old server may hold its memory and port a little longer.
      await delay(restartPauseMs)
    }
  }
}

function cannotStart({ service, logFile }: Launch<object>, reason: string): ServerUnavailableError {
  return new ServerUnavailableError({
    service: service.id,
    source: 'embedded',
    problem: `Cannot start ${service.name}: ${reason}\n${lastLines(logFile)}`,
    remedy: `look into ${logFile}`,
  })
}
