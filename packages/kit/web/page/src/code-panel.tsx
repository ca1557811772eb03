import { useEffect, useRef } from 'react'
import type { ConceptPage } from './lab.ts'

/** Shows the file that is being run, the line of the current step lit. */
export function CodePanel({
  sources,
  at,
}: {
  sources: ConceptPage['sources']
  /** As `packages/…/row-lock.ts:11`. */
  at: string | undefined
}) {
  const [, name = '', number = ''] = /^(.*):(\d+)$/.exec(at ?? '') ?? []
  const source = sources.find(({ file }) => file === name)
  const lit = useRef<HTMLLIElement>(null)
  useEffect(() => {
    // Chromium returns a promise here.
    lit.current?.scrollIntoView({ block: 'nearest' })
  }, [at])
  if (source === undefined) return null
  return (
    <aside className="code" aria-label="Source">
      <h3>{name.replace(/^.*\/src\//, '')}</h3>
      <ol tabIndex={0}>
        {source.text
          .trimEnd()
          .split('\n')
          .map((line, index) => {
            const isLit = index + 1 === Number(number)
            return (
              <li key={index} ref={isLit ? lit : undefined} className={isLit ? 'lit' : undefined}>
                <code>{line || ' '}</code>
              </li>
            )
          })}
      </ol>
    </aside>
  )
}
