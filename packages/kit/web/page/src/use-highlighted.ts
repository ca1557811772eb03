import { useEffect, useState } from 'react'
import type { Token } from './highlight.ts'

/** The coloured lines of a text; undefined until they are there. */
export function useHighlighted(text: string, file: string): Token[][] | undefined {
  const [done, setDone] = useState<{ of: string; lines: Token[][] } | undefined>(undefined)
  useEffect(() => {
    let isWanted = true
    import('./highlight.ts')
      .then(({ highlight }) => highlight(text, file))
      .then(
        (lines) => isWanted && setDone({ of: text, lines }),
        // Without colours it reads as well.
        () => {},
      )
    return () => {
      isWanted = false
    }
  }, [text, file])
  return done?.of === text ? done.lines : undefined
}
