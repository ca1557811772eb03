import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Lab, Level } from '../lab.ts'
import { useRun } from '../use-run.ts'
import type { Run } from '../use-run.ts'
import { readAttempt } from './read-attempt.ts'
import type { ReadAttempt } from './read-attempt.ts'

export interface RacePlace {
  concept: string
  scene: string
  race: string
  level: Level | undefined
}

export interface Attempting {
  run: Run
  /** The last one that has ended; the one before is kept until then. */
  shown: ReadAttempt | undefined
  /** The servers are asked once no further step was asked for so long. */
  ask(place: RacePlace, schedule: string, afterMs?: number): void
}

/** Runs orders of a race on the real servers; a new one gives up the one before. */
export function useAttempt(lab: Lab): Attempting {
  const [run, start] = useRun(lab)
  const [last, setLast] = useState<ReadAttempt | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const ask = useCallback(
    (place: RacePlace, schedule: string, afterMs = 0) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => start({ do: 'attempt', ...place, schedule }), afterMs)
    },
    [start],
  )
  const read = useMemo(
    () => (run.state === 'done' ? readAttempt(run.events) : undefined),
    [run.state, run.events],
  )
  if (read !== undefined && read !== last) setLast(read)
  return { run, shown: read ?? last, ask }
}
