import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { liveLab } from './live-lab.ts'
import './style.css'

createRoot(document.getElementById('page')!).render(<App lab={liveLab()} />)
