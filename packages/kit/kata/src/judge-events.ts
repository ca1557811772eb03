import type { Timeline } from '@lab/conductor'
import type { ServerUnavailableDetails } from '@lab/servers/server-unavailable-error'

/** What one fact says about an answer. */
export type Finding = Holding | Broken

export interface Holding {
  fact: string
  holds: true
  ms: number
  /** Of a race: how many orders there are. */
  orders: number | undefined
}

export interface Broken {
  fact: string
  holds: false
  ms: number
  reason: string
  /** Of a race: how many orders there are, and how many of them break the fact. */
  orders: { all: number; broken: number } | undefined
  /** Of a race: the simplest order that breaks it, as it was played. */
  timeline: Timeline | undefined
  /** What the answer printed in that order, or while the fact was looked at. */
  printed: string[]
}

/** What the process that judges says to the one that asked for it. */
export type JudgeEvent =
  | { type: 'ready' }
  | { type: 'unavailable'; details: ServerUnavailableDetails }
  | { type: 'no answer'; problem: string }
  | { type: 'begins'; fact: string }
  | { type: 'found'; finding: Finding }
  /** Something that no fact sees, such as a rejection that no code awaits. */
  | { type: 'stray'; problem: string }
  /** The fact that began last has come to no end, and no other one can be judged. */
  | { type: 'stopped'; problem: string }
  | { type: 'done' }

/** How the judging of one answer ended. */
export type Judgement =
  | { ending: 'judged'; findings: Finding[]; strays: string[] }
  /** The file could not be loaded, or exports no such function. */
  | { ending: 'no answer'; problem: string }
  /** It came to no end: a loop, a promise that never settles, an exit of the process. */
  | { ending: 'stopped'; findings: Finding[]; strays: string[]; fact: string; problem: string }

/** Says whether every fact holds. */
export function passes(judgement: Judgement): boolean {
  return (
    judgement.ending === 'judged' &&
    judgement.strays.length === 0 &&
    judgement.findings.every(({ holds }) => holds)
  )
}
