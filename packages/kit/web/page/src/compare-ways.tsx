import { lazy, Suspense, useState } from 'react'
import './code.css'
import type { ConceptPage } from './lab.ts'
import { pairOf, sourceName } from './source-name.ts'
import { SourceSelect } from './source-select.tsx'

const DiffView = lazy(async () => ({ default: (await import('./diff-view.tsx')).DiffView }))

/** Compares any two files of a concept. */
export function CompareWays({
  concept: { sources, scenes },
  scene,
}: {
  concept: ConceptPage
  scene: string
}) {
  const [isOpen, setIsOpen] = useState(false)
  const [chosen, setChosen] = useState<{ left?: string; right?: string }>({})
  const pair = pairOf(sources, scenes, scene)
  if (pair === undefined) return null
  const named = (file: string | undefined) => sources.find((source) => source.file === file)
  const left = named(chosen.left) ?? pair[0]
  const right = named(chosen.right) ?? pair[1]
  return (
    <details
      className="compare"
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>Compare two ways</summary>
      {isOpen && (
        <>
          <div className="bar-of-files">
            <SourceSelect
              label="Left file"
              sources={sources}
              file={left.file}
              onChoose={(file) => setChosen({ ...chosen, left: file })}
            />
            <button
              type="button"
              onClick={() => setChosen({ left: right.file, right: left.file })}
              aria-label="Swap the files"
            >
              ⇄
            </button>
            <SourceSelect
              label="Right file"
              sources={sources}
              file={right.file}
              onChoose={(file) => setChosen({ ...chosen, right: file })}
            />
          </div>
          <Suspense fallback={<p className="quiet">Comparing …</p>}>
            <DiffView
              left={{ name: sourceName(left.file), file: left.file, text: left.text }}
              right={{ name: sourceName(right.file), file: right.file, text: right.text }}
            />
          </Suspense>
        </>
      )}
    </details>
  )
}
