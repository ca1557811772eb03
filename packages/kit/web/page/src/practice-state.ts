import type { KataProgress, PracticeMessage } from './lab.ts'

type Judgement = Extract<PracticeMessage, { type: 'judged' }>['judgement']
export type Finding = Extract<PracticeMessage, { type: 'found' }>['finding']

/** All that is known of a person's answer while practising. */
export interface PracticeState {
  progress: KataProgress
  /** What is judged; undefined before the first time. */
  answer: string | undefined
  isJudging: boolean
  /** Those of this answer; while it is judged, as far as they have come. */
  findings: Finding[]
  judgement: Judgement | undefined
  /** What the type checker says; undefined until it has. */
  types: string[] | undefined
  passed: boolean
}

export function beginPractice(progress: KataProgress): PracticeState {
  return {
    progress,
    answer: undefined,
    isJudging: false,
    findings: [],
    judgement: undefined,
    types: undefined,
    passed: false,
  }
}

/** Says what is known after one more message. */
export function hearPractice(state: PracticeState, message: PracticeMessage): PracticeState {
  switch (message.type) {
    case 'practising':
      return beginPractice(message.progress)
    case 'judging':
      return { ...beginPractice(state.progress), answer: message.answer, isJudging: true }
    case 'found':
      return { ...state, findings: [...state.findings, message.finding] }
    case 'judged': {
      const { judgement } = message
      const findings = judgement.ending === 'no answer' ? [] : judgement.findings
      return { ...state, judgement, findings, isJudging: false }
    }
    case 'checked': {
      const { types, passed, progress } = message
      return { ...state, types, passed, progress }
    }
    case 'failed':
      return state
  }
}

/** What is wrong beside the facts, a line each. */
export function otherProblems({ judgement, types = [] }: PracticeState): string[] {
  if (judgement === undefined) return []
  if (judgement.ending === 'no answer') return [judgement.problem]
  const stopped =
    judgement.ending === 'stopped' ? [`${judgement.fact || 'loading'}: ${judgement.problem}`] : []
  const misfits = types.map((problem) => `the types do not fit: ${problem}`)
  return [...stopped, ...judgement.strays, ...misfits]
}
