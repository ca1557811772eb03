import { globSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Router, text } from 'express'
import type { Response } from 'express'
import { z } from 'zod'
import { addCommonAnswers } from './common-answers-api.ts'
import type { Kata } from '@lab/kata/read'
import { readText } from '@lab/kata/read-text'
import { practise } from './practise.ts'
import { QueueFullError } from './run-queue.ts'
import { shortText } from './short-text.ts'
import { goneSignal, streamMessages } from './stream-messages.ts'
import type { KataCard, KataPage, PracticeMessage } from './study-protocol.ts'
import type { WebLab } from './web-lab.ts'
import type { WebKata, WebPractice } from './web-study.ts'

// Each has a process that waits to judge.
const mostSessions = 3
// More than a person writes, in characters.
const mostOfAnswer = 100_000
const answerText = z.string().max(mostOfAnswer)

export interface PracticeApi extends AsyncDisposable {
  router: Router
}

/** Answers the page of a person who practises. Its katas are looked up by their ids in a list. */
export function createPracticeApi({ root, practice }: WebLab): PracticeApi {
  const { progress } = practice
  const sessions = createSessions(practice)
  const router = Router()

  const card = ({ concept, kata: { id, title, minutes } }: WebKata): KataCard => {
    return { id, concept, title, minutes, progress: progress.of(id) }
  }

  function requireKata(id: string): WebKata {
    const found = practice.katas().find(({ kata }) => kata.id === id)
    if (found === undefined) throw new RangeError(`Cannot practise: there is no kata "${id}"`)
    return found
  }

  /** Who has not passed would read the way there out of wrong answers. */
  function requireDone(id: string): Kata {
    const { kata } = requireKata(id)
    const { passedAt, sawSolution } = progress.of(kata.id)
    if (passedAt !== undefined || sawSolution) return kata
    throw new RangeError('Cannot show answers: the kata is not passed')
  }

  router.get('/', (_request, response) => {
    response.json(practice.katas().map(card) satisfies KataCard[])
  })

  router.get('/:kata', (request, response) => {
    const found = requireKata(request.params.kata)
    response.json({ ...card(found), ...pageOf(root, practice, found.kata) } satisfies KataPage)
  })

  router.put('/:kata/answer', text({ limit: '400kb' }), (request, response) => {
    const { kata } = requireKata(request.params.kata)
    practice.writeAnswer(kata, answerText.parse(request.body))
    response.json({})
  })

  addCommonAnswers(router, requireDone)

  router.post('/:kata/session', (request, response) =>
    sessions.hold(requireKata(request.params.kata), response),
  )

  router.post('/:kata/hint', (request, response) => {
    const { kata } = requireKata(request.params.kata)
    const hints = Math.min(progress.of(kata.id).hints + 1, kata.hints.length)
    progress.update(kata.id, { hints })
    response.json(progress.of(kata.id))
  })

  router.post('/:kata/solution', (request, response) => {
    const { kata } = requireKata(request.params.kata)
    if (!progress.of(kata.id).passedAt) progress.update(kata.id, { sawSolution: true })
    const text = readText(join(kata.folder, 'solution.ts'))
    response.json({ text, progress: progress.of(kata.id) })
  })

  router.post('/:kata/reset', (request, response) => {
    practice.resetAnswer(requireKata(request.params.kata).kata)
    response.json({})
  })

  return { router, [Symbol.asyncDispose]: sessions.close }
}

/** What a person reads and writes who begins a kata; nothing is written yet. */
function pageOf(root: string, practice: WebPractice, kata: Kata) {
  const { prompt, hints, followUps, folder } = kata
  const answerFile = practice.answerFile(kata)
  const file = relative(root, answerFile).replaceAll(sep, '/')
  const written = practice.readAnswer(answerFile)
  const answer = written ?? readText(join(folder, 'problem.ts'))
  const schema = globSync(['*.sql', 'schema/*.sql'], { cwd: join(folder, '../..') })
    .toSorted()
    .map((name) => ({ file: name, text: readText(join(folder, '../..', name)) }))
  return { prompt, hints, followUps, file, answer, schema }
}

/** The katas that are open on pages; closing gives them all up. */
function createSessions(practice: WebPractice) {
  const open = new Set<Promise<void>>()
  const closing = new AbortController()
  return {
    /** Streams one session until the page has gone. */
    async hold(kata: WebKata, response: Response): Promise<void> {
      if (open.size >= mostSessions) {
        throw new QueueFullError(`Cannot practise: ${mostSessions} katas are open already`)
      }
      const send = streamMessages<PracticeMessage>(response)
      const signal = AbortSignal.any([goneSignal(response), closing.signal])
      const session = practise(kata, practice, send, signal).catch((error: Error) =>
        send({ type: 'failed', message: shortText(error.message) }),
      )
      open.add(session)
      await session
      open.delete(session)
      response.end()
    },
    async close(): Promise<void> {
      closing.abort()
      await Promise.all(open)
    },
  }
}
