import { lazy, Suspense } from 'react'
import { CatalogueView } from './catalogue-view.tsx'
import { ConceptView } from './concept-view.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import type { Lab } from './lab.ts'
import { NoSuchPage } from './no-such-page.tsx'
import { useRoute } from './route.ts'
import type { Route } from './read-route.ts'
import { SiteHeader } from './site-header.tsx'

// What is there for those who study is loaded when they do.
const AskView = lazy(async () => ({ default: (await import('./ask-view.tsx')).AskView }))
const ClaimQuizView = lazy(async () => ({
  default: (await import('./claim-quiz-view.tsx')).ClaimQuizView,
}))
const ClaimsView = lazy(async () => ({ default: (await import('./claims-view.tsx')).ClaimsView }))
const KatasView = lazy(async () => ({ default: (await import('./katas-view.tsx')).KatasView }))
const PracticeView = lazy(async () => ({
  default: (await import('./practice-view.tsx')).PracticeView,
}))

export function App({ lab }: { lab: Lab }) {
  return (
    <ErrorBoundary>
      <Site lab={lab} />
    </ErrorBoundary>
  )
}

function Site({ lab }: { lab: Lab }) {
  const route = useRoute()
  return (
    <>
      <SiteHeader lab={lab} at={route.concept} />
      <Suspense fallback={null}>
        <RoutedView lab={lab} route={route} />
      </Suspense>
    </>
  )
}

function RoutedView({ lab, route }: { lab: Lab; route: Route }) {
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
  if (practice === undefined) return <p role="alert">Practice needs the lab itself: pnpm web</p>
  return scene === undefined ? (
    <KatasView lab={practice} />
  ) : (
    <PracticeView lab={practice} id={scene} />
  )
}
