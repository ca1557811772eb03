import type { Router } from 'express'
import type { Kata } from '@lab/kata/read'
import { breakAnswer, commonAnswers } from './common-answers.ts'
import { createRunQueue } from './run-queue.ts'
import { goneSignal } from './stream-messages.ts'
import type { BrokenAnswer, CommonAnswer } from './study-protocol.ts'

/**
 * Answers what people also answer, and judges one of these at a time.
 *
 * @param requireDone Finds a kata by its id; throws for who may not see its answers yet.
 */
export function addCommonAnswers(router: Router, requireDone: (kata: string) => Kata): void {
  const judging = createRunQueue()

  router.get('/:kata/common-answers', (request, response) => {
    response.json(commonAnswers(requireDone(request.params.kata)) satisfies CommonAnswer[])
  })

  router.post('/:kata/common-answers/:name', async (request, response) => {
    const kata = requireDone(request.params.kata)
    const signal = goneSignal(response)
    const judge = async () => {
      const broken = await breakAnswer(kata, request.params.name, signal)
      response.json(broken satisfies BrokenAnswer)
    }
    await judging.add(judge, signal, () => {})
  })
}
