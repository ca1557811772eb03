import { KatasView } from './katas-view.tsx'
import type { PracticeLab } from './lab.ts'
import { PracticeView } from './practice-view.tsx'

export interface PracticePagesProps {
  lab: PracticeLab
  /** Undefined for the list of all. */
  kata: string | undefined
}

/** The part of the page that only the lab itself has: its answers are judged on real servers. */
export function PracticePages({ lab, kata }: PracticePagesProps) {
  return kata === undefined ? <KatasView lab={lab} /> : <PracticeView lab={lab} id={kata} />
}
