import type { Run } from '../use-run.ts'

/** Says that a run waits, goes on, or why it failed. */
export function RunNote({ run, doing }: { run: Run; doing: string }) {
  if (run.state === 'failed') {
    return (
      <p role="alert" className="race-failed">
        ✗ {run.note}
      </p>
    )
  }
  const text = run.state === 'waiting' ? run.note : run.state === 'running' ? doing : ''
  return (
    <p role="status" className="quiet race-note">
      {text}
    </p>
  )
}
