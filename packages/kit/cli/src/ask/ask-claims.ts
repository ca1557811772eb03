import {
  answerClaim,
  beginClaimQuiz,
  nextClaim,
  resultText,
  scoreText,
  truthOfKey,
} from '@lab/stage/claim-quiz'
import type { ConceptClaim } from '@lab/stage/claims'
import { askLine } from '../ask-line.ts'
import { proofText } from '../claims/claims-text.ts'
import type { Context } from '../context.ts'
import { painter, proseText, textOptions } from '../prose-text.ts'
import { playProof } from './play-proof.ts'

const prompt = 't true  f false  d it depends  q quit'
const afterwards = 'any key goes on  p runs the proof  q quit'

/**
 * Asks ten claims: true, false, or does it depend? Then what the run has shown decides.
 *
 * @param random From 0 up to 1, as `Math.random`.
 */
export async function askClaims(
  claims: readonly ConceptClaim[],
  context: Context,
  random: () => number,
): Promise<void> {
  const { stdout } = context
  const text = textOptions(context)
  const paint = painter(text)
  let quiz = beginClaimQuiz(claims, random)
  for (const [place, claim] of quiz.asked.entries()) {
    stdout.write(`\n${paint('dim', `${place + 1} of ${quiz.asked.length} · ${claim.concept}`)}\n`)
    stdout.write(`${paint('bold', proseText(`“${claim.says}”`, text))}\n\n`)
    const answer = truthOfKey[await askLine(prompt, context, [...Object.keys(truthOfKey), 'q'])]
    if (answer === undefined) break
    quiz = answerClaim(quiz, answer)
    const colour = answer === claim.truth ? 'green' : 'red'
    stdout.write(
      `${paint(colour, proseText(resultText(claim, answer), text))}\n${proseText(claim.why, text)}\n`,
    )
    stdout.write(`${paint('dim', proofText(claim))}\n`)
    if ((await askAfterwards(claim)) === 'q') break
    quiz = nextClaim(quiz)
  }
  stdout.write(`\n${claims.length === 0 ? 'There is no claim yet.' : scoreText(quiz)}\n`)

  async function askAfterwards(claim: ConceptClaim): Promise<string> {
    for (;;) {
      const key = await askLine(afterwards, context)
      if (key !== 'p') return key
      await playProof(claim, context)
    }
  }
}
