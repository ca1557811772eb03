import { lazy } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { liveLab } from './live-lab.ts'
import './style.css'

// Not in app.tsx: a recording is one file, and would bring the editor for nothing.
const PracticePages = lazy(async () => ({
  default: (await import('./practice-pages.tsx')).PracticePages,
}))

createRoot(document.getElementById('page')!).render(
  <App lab={liveLab()} PracticePages={PracticePages} />,
)
