import { linkTo } from './route.ts'
import './site-header.css'

/** Leads to the parts of the lab. */
export function SiteHeader({ at }: { at: string | undefined }) {
  const parts = [
    { name: 'Concepts', part: undefined },
    { name: 'Practice', part: 'practice' },
    { name: 'Ask', part: 'ask' },
    { name: 'Claims', part: 'claims' },
  ]
  return (
    <header className="site">
      <nav aria-label="Lab">
        {parts.map(({ name, part }) => (
          <a key={name} href={linkTo(part)} aria-current={at === part ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </header>
  )
}
