import { useCallback, useEffect, useRef, useState } from 'react'
import type { StageEvent } from '@lab/stage'
import type { Lab, RunRequest } from './lab.ts'

export interface Run {
  state: 'idle' | 'waiting' | 'running' | 'done' | 'failed'
  events: StageEvent[]
  /** How many runs are ahead, or why it failed. */
  note: string | undefined
}

const idle: Run = { state: 'idle', events: [], note: undefined }

/** Runs one thing at a time for a part of the page; what is left behind is cancelled. */
export function useRun(lab: Lab): [Run, (request: RunRequest) => void, () => void] {
  const [run, setRun] = useState(idle)
  const stopping = useRef<AbortController | undefined>(undefined)
  const cancel = useCallback(() => {
    stopping.current?.abort()
    stopping.current = undefined
    setRun((now) => (now.state === 'running' || now.state === 'waiting' ? idle : now))
  }, [])
  useEffect(() => () => stopping.current?.abort(), [])

  const start = useCallback(
    (request: RunRequest) => {
      stopping.current?.abort()
      const own = new AbortController()
      stopping.current = own
      const events: StageEvent[] = []
      const change = (next: Partial<Run>) => {
        if (!own.signal.aborted) setRun((now) => ({ ...now, ...next }))
      }
      setRun({ state: 'running', events: [], note: undefined })
      const listener = {
        event(event: StageEvent) {
          events.push(event)
          change({ state: 'running', events: [...events], note: undefined })
        },
        waiting: (ahead: number) =>
          change({
            state: 'waiting',
            note: `${ahead} ${ahead === 1 ? 'run' : 'runs'} before this one`,
          }),
      }
      lab.run(request, listener, own.signal).then(
        () => change({ state: 'done' }),
        (error: Error) => change({ state: 'failed', note: error.message }),
      )
    },
    [lab],
  )
  return [run, start, cancel]
}
