import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { recordedLab } from './recorded-lab.ts'
import './style.css'

createRoot(document.getElementById('page')!).render(<App lab={recordedLab()} />)
