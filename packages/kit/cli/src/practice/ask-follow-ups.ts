import type { FollowUp } from '@lab/kata/read'
import type { Context } from '../context.ts'
import { waitForKey } from '../keys.ts'
import { painter, proseText, textOptions } from '../prose-text.ts'

export interface ToldFollowUp {
  question: string
  isSaid: boolean
}

/** Asks the questions that follow a kata one by one, until the last one or `q`. */
export async function askFollowUps(
  followUps: readonly FollowUp[],
  context: Context,
): Promise<ToldFollowUp[]> {
  const { stdout } = context
  const options = textOptions(context)
  const paint = painter(options)
  const told: ToldFollowUp[] = []
  for (const [index, { question, answer }] of followUps.entries()) {
    const heading = `**Follow-up ${index + 1} of ${followUps.length}**`
    stdout.write(`\n${proseText(`${heading}  ${question}`, options)}\n`)
    stdout.write(paint('dim', 'Say your answer, then press a key. '))
    if ((await waitForKey(context)) === 'q') break
    stdout.write(`\n${proseText(answer, options)}\n${paint('dim', 'Did you say that? y/n ')}`)
    const key = await waitForKey(context, ['y', 'n', 'q'])
    stdout.write(`${key}\n`)
    if (key === 'q') break
    told.push({ question, isSaid: key === 'y' })
  }
  return told
}
