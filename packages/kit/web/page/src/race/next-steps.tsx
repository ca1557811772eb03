import { actorOf } from '@lab/stage/schedule'

export interface NextStepsProps {
  actors: readonly string[]
  keys: ReadonlyMap<string, string>
  /** What the server offers behind the order; undefined as long as it has not said. */
  next: readonly string[] | undefined
  onStep(word: string): void
  onClear: (() => void) | undefined
  /** Takes the steps over with which each went on. */
  onRest: (() => void) | undefined
  /** Removes what is impossible. */
  onCut: (() => void) | undefined
}

/** A button for each step that can come next, with its key. */
export function NextSteps(props: NextStepsProps) {
  const { actors, keys, next, onStep, onClear, onRest, onCut } = props
  const events = (next ?? []).filter((word) => actorOf(word) !== word)
  return (
    <div className="next-steps" role="group" aria-label="Next step">
      {actors.map((actor, lane) => {
        const isLive = next?.includes(actor) ?? false
        return (
          <button
            key={actor}
            type="button"
            className={`lane-${lane % 4} step-button`}
            // Stays focusable, so that the keys go on to work.
            aria-disabled={!isLive}
            aria-keyshortcuts={keys.get(actor)}
            onClick={() => isLive && onStep(actor)}
          >
            {actor} <kbd aria-hidden="true">{keys.get(actor)}</kbd>
          </button>
        )
      })}
      {events.map((word) => (
        <button
          key={word}
          type="button"
          className={`lane-${Math.max(0, actors.indexOf(actorOf(word))) % 4} step-button event`}
          onClick={() => onStep(word)}
        >
          {word.startsWith('crash(') ? '✗ ' : '⏱ '}
          {word}
        </button>
      ))}
      {onRest && (
        <button type="button" onClick={onRest}>
          Let each go on
        </button>
      )}
      {onCut && (
        <button type="button" onClick={onCut}>
          Remove what is impossible
        </button>
      )}
      {onClear && (
        <button type="button" onClick={onClear}>
          Start over
        </button>
      )}
    </div>
  )
}
