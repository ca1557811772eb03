import type { Launch } from './parse-spec.ts'
import type { Story } from './story.ts'

/** Says in what a run differs from what is expected: one line for each difference. */
export function compareStories(
  launches: readonly Launch[],
  expected: Story,
  seen: Story,
): string[] {
  const name = (index: number | undefined) =>
    index === undefined ? 'nothing' : launches[index]!.step.name
  const steps = launches.flatMap(({ step, isMarked }, index) => {
    const wanted = expected.steps[index]!
    const got = seen.steps[index]!
    const differences: string[] = []
    // The end of a marked step is reported later than it was seen.
    const isLate = isMarked && (got.endedAfter ?? Infinity) <= (wanted.endedAfter ?? Infinity)
    if (got.endedAfter !== wanted.endedAfter && !isLate) {
      differences.push(
        `${step.name} ends after ${name(wanted.endedAfter)}, seen after ${name(got.endedAfter)}`,
      )
    }
    // What the teardown prints stands behind the last reply.
    const isLast = wanted.endedAfter === launches.length - 1
    const replies = isLast ? [got.reply, [...got.reply, ...seen.teardown]] : [got.reply]
    if (!replies.some((reply) => sameReply(wanted.reply, reply))) {
      differences.push(`${step.name} replies ${asText(wanted.reply)}, seen ${asText(got.reply)}`)
    }
    return differences
  })
  const sessions = new Set([...Object.keys(expected.messages), ...Object.keys(seen.messages)])
  const messages = [...sessions].flatMap((session) => {
    const wanted = expected.messages[session] ?? []
    // A notification that comes after a session's last step is not printed.
    const got = (seen.messages[session] ?? []).filter(
      (text, index) => index < wanted.length || !text.startsWith('NOTIFY'),
    )
    return wanted.join('\n') === got.join('\n')
      ? []
      : [`${session} hears ${asText(wanted)}, seen ${asText(got)}`]
  })
  return [...(seen.stuck === undefined ? [] : [seen.stuck]), ...steps, ...messages]
}

/**
 * `pg` gives no rows of a query text whose later statement fails, and libpq adds lines of its own
 * to an error that ends the session.
 */
function sameReply(wanted: readonly string[], got: readonly string[]): boolean {
  const failure = wanted.findIndex((line) => /^(?:ERROR|FATAL): {2}/.test(line))
  const compared = failure === -1 ? wanted : wanted.slice(failure, failure + 1)
  return compared.join('\n') === got.join('\n')
}

const asText = (lines: readonly string[]) =>
  lines.length === 0 ? 'nothing' : `"${lines.join(' / ')}"`
