import type { Context } from '../context.ts'
import { proofText } from '../claims/claims-text.ts'
import type { ConceptClaim } from '../claims/read-claims.ts'
import { waitForKey } from '../keys.ts'
import { painter, proseText, textOptions } from '../prose-text.ts'
import { playProof } from './play-proof.ts'

const most = 10
const answers = { t: 'true', f: 'false', d: 'depends' } as const
const prompt = 't true  f false  d it depends  q quit'
const afterwards = 'any key goes on  p plays the proof  q quit'

/**
 * Asks ten claims: true, false, or does it depend? Then what the run has shown decides.
 *
 * @param random From 0 to 1, as `Math.random`.
 */
export async function askClaims(
  claims: readonly ConceptClaim[],
  context: Context,
  random: () => number,
): Promise<void> {
  const { stdout } = context
  const text = textOptions(context)
  const paint = painter(text)
  const ask = async (line: string, keys?: string[]) => {
    stdout.write(paint('dim', line))
    const key = await waitForKey(context, keys)
    stdout.write('\r\u001B[2K')
    return key
  }
  const wanted = shuffled(claims, random).slice(0, most)
  let asked = 0
  let right = 0
  for (const claim of wanted) {
    stdout.write(`\n${paint('dim', `${asked + 1} of ${wanted.length} · ${claim.concept}`)}\n`)
    stdout.write(`${paint('bold', proseText(`“${claim.says}”`, text))}\n\n`)
    const key = await ask(prompt, [...Object.keys(answers), 'q'])
    if (key === 'q') break
    asked += 1
    const answer = answers[key as keyof typeof answers]
    const isRight = answer === claim.truth
    if (isRight) right += 1
    const verdict = isRight ? `Right: ${claim.truth}.` : `You said ${answer}. It is ${claim.truth}.`
    stdout.write(`${paint(isRight ? 'green' : 'red', verdict)}\n${proseText(claim.why, text)}\n`)
    stdout.write(`${paint('dim', proofText(claim))}\n`)
    if ((await askAfterwards(claim)) === 'q') break
  }
  stdout.write(`\n${right} of ${asked} right.\n`)

  async function askAfterwards(claim: ConceptClaim): Promise<string> {
    for (;;) {
      const key = await ask(afterwards)
      if (key !== 'p') return key
      const { shownBy } = claim
      await playProof(claim.concept, context, 'scene' in shownBy ? shownBy.scene : undefined)
    }
  }
}

/** Fisher and Yates. */
function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
  const all = [...values]
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[all[last], all[other]] = [all[other]!, all[last]!]
  }
  return all
}
