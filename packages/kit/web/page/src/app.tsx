import { lazy, Suspense } from 'react'
import type { ComponentType } from 'react'
import { CatalogueView } from './catalogue-view.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import type { Lab } from './lab.ts'
import { NoSuchPage } from './no-such-page.tsx'
import { PracticeElsewhere } from './practice-elsewhere.tsx'
import type { PracticePagesProps } from './practice-pages.tsx'
import { useRoute } from './route.ts'
import type { Route } from './read-route.ts'
import { SiteHeader } from './site-header.tsx'

// What the list of concepts does not show is loaded when it is opened.
const AskView = lazy(async () => ({ default: (await import('./ask-view.tsx')).AskView }))
const ClaimQuizView = lazy(async () => ({
  default: (await import('./claim-quiz-view.tsx')).ClaimQuizView,
}))
const ClaimsView = lazy(async () => ({ default: (await import('./claims-view.tsx')).ClaimsView }))
const ConceptView = lazy(async () => ({
  default: (await import('./concept-view.tsx')).ConceptView,
}))

export interface AppProps {
  lab: Lab
  /** Only where answers can be judged. */
  PracticePages?: ComponentType<PracticePagesProps> | undefined
}

export function App(props: AppProps) {
  return (
    <ErrorBoundary>
      <Site {...props} />
    </ErrorBoundary>
  )
}

function Site({ lab, PracticePages }: AppProps) {
  const route = useRoute()
  return (
    <>
      <SiteHeader at={route.concept} />
      <Suspense fallback={null}>
        <RoutedView {...{ lab, route, PracticePages }} />
      </Suspense>
    </>
  )
}

function RoutedView({ lab, route, PracticePages }: AppProps & { route: Route }) {
  const { concept, scene, isRun, isReadable } = route
  if (!isReadable) return <NoSuchPage />
  if (concept === undefined) return <CatalogueView lab={lab} />
  if (concept === 'ask') return <AskView lab={lab} topic={scene} />
  if (concept === 'claims') {
    return scene === 'quiz' ? (
      <ClaimQuizView lab={lab} topic={route.race} seed={route.seed} />
    ) : (
      <ClaimsView lab={lab} topic={scene} />
    )
  }
  if (concept !== 'practice') {
    return <ConceptView lab={lab} id={concept} scene={scene} isRun={isRun} />
  }
  const { practice } = lab
  if (practice === undefined || PracticePages === undefined) return <PracticeElsewhere />
  return <PracticePages lab={practice} kata={scene} />
}
