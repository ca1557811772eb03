import { useEffect, useRef, useState } from 'react'

/** Asks once more, in its own place, before it does something. */
export function ConfirmButton({
  children,
  question,
  onConfirm,
}: {
  children: string
  question: string
  onConfirm: () => void
}) {
  const [isAsking, setIsAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const yes = useRef<HTMLButtonElement>(null)
  const wasAsking = useRef(false)
  useEffect(() => {
    // The keyboard stays where the question is.
    if (isAsking) yes.current?.focus()
    else if (wasAsking.current) opener.current?.focus()
    wasAsking.current = isAsking
  }, [isAsking])
  if (!isAsking) {
    return (
      <button ref={opener} type="button" onClick={() => setIsAsking(true)}>
        {children}
      </button>
    )
  }
  return (
    <span
      className="confirm"
      role="group"
      aria-label={question}
      onKeyDown={(event) => event.key === 'Escape' && setIsAsking(false)}
    >
      {question}{' '}
      <button
        ref={yes}
        type="button"
        onClick={() => {
          setIsAsking(false)
          onConfirm()
        }}
      >
        Yes
      </button>{' '}
      <button type="button" onClick={() => setIsAsking(false)}>
        No
      </button>
    </span>
  )
}
