import type { Timeline } from '@lab/conductor'

/** The statements that each session sends, in order: its setup, its steps, its teardown. */
export type Scripts = ReadonlyMap<string, readonly string[]>

/** The sessions of a schedule's words. An actor's name has a sign behind it: no name ends in a digit. */
export function wordsOf(schedule: string): string[] {
  return schedule.split(' ').flatMap((word) => {
    const [, session, times] = /^(\S+)_(?:×(\d+))?$/.exec(word) ?? []
    return session === undefined ? [] : Array<string>(Number(times ?? 1)).fill(session)
  })
}

export const actorOf = (session: string) => `${session}_`

interface SessionState {
  /** How many of the script's statements have their replies. */
  replies: number
  waits: boolean
}

/** Reads a timeline: how every session stands after so many words. */
export function statesOf(
  { moments }: Timeline,
  scripts: Scripts,
  words: number,
): (words: number) => (session: string) => SessionState {
  // A word ends in a reply or a wait, and what it lets go on follows.
  const starts = moments.flatMap(({ type }, index) =>
    type === 'step' || type === 'blocked' ? [index] : [],
  )
  if (starts.length !== words) {
    throw new RangeError(
      `Cannot read timeline: its words must be as many as its steps and waits, received ${words} and ${starts.length}`,
    )
  }
  const replies = new Map(
    [...scripts].map(([session, script]) => [session, replyMoments(moments, session, script)]),
  )
  return (word) => {
    const until = starts[word] ?? moments.length
    return (session) => ({
      replies: replies.get(session)!.filter((at) => at < until).length,
      waits:
        moments
          .slice(0, until)
          .findLast((moment) => moment.actor === actorOf(session) && 'statement' in moment)
          ?.type === 'blocked',
    })
  }
}

/**
 * Where each query of a script has its reply. The conductor may take a query apart into its
 * statements, and show what the server begins and commits around them.
 */
function replyMoments(
  moments: Timeline['moments'],
  session: string,
  script: readonly string[],
): number[] {
  const found: number[] = []
  let rest = squeeze(script[0] ?? '')
  let isImplicit = false
  moments.forEach((moment, at) => {
    if (moment.actor !== actorOf(session) || !('reply' in moment)) return
    if (moment.statement === 'implicit begin') {
      isImplicit = true
      return
    }
    if (moment.statement === 'implicit commit') isImplicit = false
    else {
      const statement = squeeze(moment.statement)
      const from = rest.indexOf(statement)
      if (from === -1) {
        throw new RangeError(
          `Cannot read timeline: the next statement of ${session} must be in "${rest}", received "${statement}"`,
        )
      }
      rest = rest.slice(from + statement.length)
    }
    const isOver = !isImplicit && /^[;\s]*(?:--.*)?$/.test(rest)
    if (moment.reply.outcome === 'ok' && !isOver) return
    found.push(at)
    rest = squeeze(script[found.length] ?? '')
    isImplicit = false
  })
  return found
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()
