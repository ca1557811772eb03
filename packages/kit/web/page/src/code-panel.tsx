import { useEffect, useRef, useState } from 'react'
import { CodeLine } from './code-line.tsx'
import './code.css'
import type { ConceptPage } from './lab.ts'
import { sourceOfScene } from './source-name.ts'
import { SourceSelect } from './source-select.tsx'
import { useHighlighted } from './use-highlighted.ts'

/** Shows the file that is being run, the line of the current step lit; or one that is chosen. */
export function CodePanel({
  concept: { sources, scenes },
  scene,
  at,
}: {
  concept: ConceptPage
  scene: string
  /** As `packages/…/row-lock.ts:11`. */
  at: string | undefined
}) {
  // A choice holds until the next step.
  const [chosen, setChosen] = useState<{ file: string; at: string | undefined } | undefined>()
  const [, running = '', number = ''] = /^(.*):(\d+)$/.exec(at ?? '') ?? []
  const named = (file: string | undefined) => sources.find((source) => source.file === file)
  const source =
    named(chosen?.at === at ? chosen?.file : undefined) ??
    named(running) ??
    sourceOfScene(sources, scenes, scene)
  const litLine = source?.file === running ? Number(number) : undefined
  const text = source?.text.trimEnd() ?? ''
  const tokens = useHighlighted(text, source?.file ?? '')
  const lit = useRef<HTMLLIElement>(null)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    // Only the list scrolls: the page stays where the reader is.
    const [line, lines] = [lit.current, list.current]
    if (line === null || lines === null) return
    const above = line.offsetTop - lines.scrollTop
    if (above < 0 || above + line.offsetHeight > lines.clientHeight) {
      lines.scrollTop = line.offsetTop - lines.clientHeight / 2
    }
  }, [at, source])
  if (source === undefined) return null
  return (
    <aside className="code" aria-label="Source">
      <SourceSelect
        label="File"
        sources={sources}
        file={source.file}
        onChoose={(file) => setChosen({ file, at })}
      />
      <ol ref={list} tabIndex={0} aria-label={source.file}>
        {text.split('\n').map((line, index) => {
          const isLit = index + 1 === litLine
          return (
            <li
              key={index}
              ref={isLit ? lit : undefined}
              className={isLit ? 'lit' : undefined}
              aria-current={isLit ? 'step' : undefined}
            >
              <CodeLine text={line} tokens={tokens?.[index]} />
            </li>
          )
        })}
      </ol>
    </aside>
  )
}
