import { setTimeout as pass } from 'node:timers/promises'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import express from 'express'
import { littlesLaw } from './littles-law.ts'
import type { LittlesLaw } from './littles-law.ts'

export interface MeasuredLoad extends LittlesLaw {
  /** Requests in the server, as a look at it each millisecond finds them, on average. */
  seenInSystem: number
}

export interface OfferedLoad {
  requests: number
  perSecond: number
  workers: number
  serviceMs: number
  /** Milliseconds, as in the rest of the process. */
  now: () => number
}

/** Sends requests to a real Express server, which works on a few at once, and measures until it is empty. */
export async function measureLoad(load: OfferedLoad): Promise<MeasuredLoad> {
  const { now, perSecond } = load
  const visits: { arrivedMs: number; leftMs: number }[] = []
  let inside = 0
  const worker = workers(load.workers)
  const app = express()
  app.get('/', async (_request, response) => {
    const arrivedMs = now()
    inside++
    response.once('close', () => {
      inside--
      visits.push({ arrivedMs, leftMs: now() })
    })
    await worker(() => pass(load.serviceMs))
    response.json('done')
  })
  await using server = await serveOnLoopback(app)
  const fromMs = now()
  const looks: number[] = []
  const looking = setInterval(() => looks.push(inside), 1)
  const ask = async (index: number) => {
    await pass((index * 1_000) / perSecond)
    await (await fetch(server.url)).text()
  }
  await Promise.all(Array.from({ length: load.requests }, (_, index) => ask(index)))
  // A client may have its answer a moment before the server is done with it.
  while (inside > 0) await pass(1)
  clearInterval(looking)
  const untilMs = Math.max(...visits.map(({ leftMs }) => leftMs))
  return {
    ...littlesLaw(visits, { fromMs, untilMs }),
    seenInSystem: looks.reduce((sum, each) => sum + each, 0) / looks.length,
  }
}

/** Runs so many jobs at once; the others wait for their turn. */
function workers(most: number): <Result>(job: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let free = most
  return async (job) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await job()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    }
  }
}
