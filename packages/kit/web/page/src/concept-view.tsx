import { useEffect, useRef, useState } from 'react'
import { CompareWays } from './compare-ways.tsx'
import { ConceptClaims } from './concept-claims.tsx'
import { Prose } from './prose.tsx'
import type { ConceptPage, Lab, Level } from './lab.ts'
import { levels as levelNames } from '../../src/levels.ts'
import { listedScenes } from './listed-scenes.ts'
import { linkTo } from './route.ts'
import { SceneLinks } from './scene-links.tsx'
import { SceneView } from './scene-view.tsx'
import { useLoaded } from './use-loaded.ts'
import { usePageTitle } from './use-page-title.ts'

/** Shows a concept: its question, the answer to say, and its scenes. */
export function ConceptView({
  lab,
  id,
  scene,
  isRun,
}: {
  lab: Lab
  id: string
  scene: string | undefined
  isRun: boolean
}) {
  const loaded = useLoaded(() => lab.concept(id), [lab, id])
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return <p className="quiet">Loading {id} …</p>
  return <Loaded key={id} lab={lab} concept={loaded.value} scene={scene} isRun={isRun} />
}

function Loaded({
  lab,
  concept,
  scene,
  isRun,
}: {
  lab: Lab
  concept: ConceptPage
  scene: string | undefined
  isRun: boolean
}) {
  const [level, setLevel] = useState<Level | undefined>(undefined)
  const shown = concept.scenes.find(({ id }) => id === scene) ?? firstScene(concept)
  const title = useRef<HTMLHeadingElement>(null)
  usePageTitle(concept.title)
  useEffect(() => {
    // The link that led here has gone, and the focus with it.
    if (document.activeElement === document.body) title.current?.focus()
  }, [])
  return (
    <main className="concept">
      <p className="quiet">
        <a href={linkTo()}>All concepts</a> › {concept.area}
      </p>
      <h1 ref={title} tabIndex={-1}>
        {concept.title}
      </h1>
      <p className="question">{concept.question}</p>
      {concept.answer !== undefined && (
        <details>
          <summary>The answer to say</summary>
          <Prose text={concept.answer} />
        </details>
      )}
      <StudyLinks concept={concept.id} />
      <SceneLinks concept={concept} shown={shown?.id} />
      {lab.kind === 'live' && concept.needs.includes('postgres') && (
        <LevelSelect level={level} onChange={setLevel} />
      )}
      {shown && (
        <SceneView
          key={`${shown.id} ${level ?? ''}`}
          lab={lab}
          concept={concept}
          scene={shown.id}
          level={level}
          isRun={isRun}
        />
      )}
      {shown && <CompareWays concept={concept} scene={shown.id} />}
      <ConceptClaims lab={lab} concept={concept.id} />
    </main>
  )
}

function StudyLinks({ concept }: { concept: string }) {
  return (
    <p className="quiet">
      <a href={linkTo('ask', concept)}>What they ask</a> ·{' '}
      <a href={linkTo('claims', 'quiz', concept)}>True or false?</a> ·{' '}
      <a href={linkTo('practice')}>Practice</a>
    </p>
  )
}

function firstScene(concept: ConceptPage): ConceptPage['scenes'][number] | undefined {
  const { headline, more } = listedScenes(concept)
  return headline[0] ?? more[0]
}

function LevelSelect({
  level,
  onChange,
}: {
  level: Level | undefined
  onChange(level: Level | undefined): void
}) {
  return (
    <label className="level">
      Isolation level where the code names none{' '}
      <select
        value={level ?? ''}
        onChange={(event) => onChange((event.target.value || undefined) as Level | undefined)}
      >
        <option value="">the server's</option>
        {levelNames.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  )
}
