import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Router } from 'express'
import { practise } from './practise.ts'
import { QueueFullError } from './run-queue.ts'
import { shortText } from './short-text.ts'
import { goneSignal, streamMessages } from './stream-messages.ts'
import type { KataCard, KataPage, PracticeMessage } from './study-protocol.ts'
import type { WebLab } from './web-lab.ts'
import type { WebKata } from './web-study.ts'

// Each has a process that waits to judge.
const mostSessions = 3

export interface PracticeApi extends AsyncDisposable {
  router: Router
}

/** Answers the page of a person who practises. Its katas are looked up by their ids in a list. */
export function createPracticeApi({ root, practice }: WebLab): PracticeApi {
  const { progress } = practice
  const sessions = new Set<Promise<void>>()
  const closing = new AbortController()
  const router = Router()

  const card = ({ concept, kata: { id, title, minutes } }: WebKata): KataCard => {
    return { id, concept, title, minutes, progress: progress.of(id) }
  }

  function requireKata(id: string): WebKata {
    const found = practice.katas().find(({ kata }) => kata.id === id)
    if (found === undefined) throw new RangeError(`Cannot practise: there is no kata "${id}"`)
    return found
  }

  router.get('/', (_request, response) => {
    response.json(practice.katas().map(card) satisfies KataCard[])
  })

  router.get('/:kata', (request, response) => {
    const found = requireKata(request.params.kata)
    const { prompt, hints, followUps } = found.kata
    const file = relative(root, practice.answerFile(found.kata)).replaceAll(sep, '/')
    response.json({ ...card(found), prompt, hints, followUps, file } satisfies KataPage)
  })

  router.post('/:kata/session', async (request, response) => {
    const found = requireKata(request.params.kata)
    if (sessions.size >= mostSessions) {
      throw new QueueFullError(`Cannot practise: ${mostSessions} katas are open already`)
    }
    const send = streamMessages<PracticeMessage>(response)
    const signal = AbortSignal.any([goneSignal(response), closing.signal])
    const session = practise(found, practice, send, signal).catch((error: Error) =>
      send({ type: 'failed', message: shortText(error.message) }),
    )
    sessions.add(session)
    await session
    sessions.delete(session)
    response.end()
  })

  router.post('/:kata/hint', (request, response) => {
    const { kata } = requireKata(request.params.kata)
    const hints = Math.min(progress.of(kata.id).hints + 1, kata.hints.length)
    progress.update(kata.id, { hints })
    response.json(progress.of(kata.id))
  })

  router.post('/:kata/solution', (request, response) => {
    const { kata } = requireKata(request.params.kata)
    if (!progress.of(kata.id).passedAt) progress.update(kata.id, { sawSolution: true })
    const text = readFileSync(join(kata.folder, 'solution.ts'), 'utf8')
    response.json({ text, progress: progress.of(kata.id) })
  })

  router.post('/:kata/reset', (request, response) => {
    practice.resetAnswer(requireKata(request.params.kata).kata)
    response.json({})
  })

  return {
    router,
    async [Symbol.asyncDispose]() {
      closing.abort()
      await Promise.all(sessions)
    },
  }
}
