import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { orderProblem } from './order-problem.ts'
import { replayCommand } from './replay-command.ts'
import './share-order.css'
import type { RacePlace } from './use-attempt.ts'

export interface ShareOrderProps {
  place: RacePlace
  schedule: string
  /** The order that is on the screen: what was possible of it, and how each went on to its end. */
  ran: string | undefined
  onOrder(schedule: string): void
}

/** The order as text, to copy and to paste, and the command that runs it in a terminal. */
export function ShareOrder({ place, schedule, ran, onOrder }: ShareOrderProps) {
  const [draft, setDraft] = useState<string | undefined>(undefined)
  const field = useRef<HTMLInputElement>(null)
  const { copied, copy } = useCopy(schedule, field)
  const problem = draft === undefined ? undefined : orderProblem(draft)
  const command = replayCommand({ ...place, schedule: ran ?? schedule })
  return (
    <section className="share-order" aria-label="Share this order">
      <h4>Share</h4>
      <div className="share-line">
        <label>
          <span className="sr-only">The order as text</span>
          <input
            ref={field}
            type="text"
            spellCheck={false}
            autoComplete="off"
            placeholder="alice×2 bob×4 alice"
            value={draft ?? schedule}
            aria-invalid={problem !== undefined}
            aria-describedby="share-problem"
            onChange={(event) => {
              const text = event.target.value
              setDraft(text)
              if (orderProblem(text) === undefined) onOrder(text)
            }}
            onBlur={() => setDraft(undefined)}
          />
        </label>
        <button type="button" onClick={() => void copy('Order', schedule)}>
          Copy the order
        </button>
      </div>
      <p id="share-problem" className="breaks" role="status">
        {problem}
      </p>
      <div className="share-line">
        <code>{command}</code>
        <button type="button" onClick={() => void copy('Command', command)}>
          Copy the command
        </button>
      </div>
      {ran !== undefined && ran !== schedule && (
        <p className="quiet">The command has the whole order, as it ran.</p>
      )}
      <p role="status" className="quiet">
        {copied}
      </p>
    </section>
  )
}

/**
 * Copies, and says so until there is another order.
 *
 * @param field Is selected where copying is not allowed.
 */
function useCopy(schedule: string, field: RefObject<HTMLInputElement | null>) {
  const [copied, setCopied] = useState('')
  useEffect(() => setCopied(''), [schedule])
  const copy = async (what: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(`${what} copied`)
    } catch {
      field.current?.select()
      setCopied('Copying is not allowed here; the order is selected instead')
    }
  }
  return { copied, copy }
}
