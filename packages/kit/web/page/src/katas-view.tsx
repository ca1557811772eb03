import { progressTexts } from '@lab/kata/progress-text'
import type { KataCard, PracticeLab } from './lab.ts'
import { linkTo } from './route.ts'
import './study.css'
import { useLoaded } from './use-loaded.ts'
import { usePageTitle } from './use-page-title.ts'

/** Lists the katas by concept, each with its time box and how far one has come. */
export function KatasView({ lab }: { lab: PracticeLab }) {
  usePageTitle('Practice')
  const loaded = useLoaded(() => lab.katas(), [lab])
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return null
  const passed = loaded.value.filter(({ progress }) => progress.passedAt).length
  return (
    <main className="katas">
      <h1>Practice</h1>
      <p>
        Write the fix yourself, here or in your own editor. Each save is judged in every order, on
        real servers.
      </p>
      <p role="status">
        {passed} of {loaded.value.length} passed
      </p>
      <div className="kata-concepts">
        {[...Map.groupBy(loaded.value, ({ concept }) => concept)].map(([concept, katas]) => (
          <section key={concept} aria-label={concept}>
            <h2>
              <a href={linkTo(concept)}>{concept}</a>
            </h2>
            <ul className="kata-list">
              {katas.map((kata) => (
                <KataItem key={kata.id} kata={kata} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </main>
  )
}

function KataItem({ kata: { id, title, minutes, progress } }: { kata: KataCard }) {
  const done = progressTexts(progress).join(' · ')
  return (
    <li>
      <span className={progress.passedAt ? 'mark holds' : 'mark'} aria-hidden="true">
        {progress.passedAt ? '✓' : '·'}
      </span>
      <a href={linkTo('practice', id)}>{title}</a>
      <span className="quiet">
        {minutes} min{done === '' ? '' : ` · ${done}`}
      </span>
    </li>
  )
}
