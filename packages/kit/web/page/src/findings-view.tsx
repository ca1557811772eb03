import { drawnMoments } from '@lab/stage/implicit-steps'
import { numberText } from '@lab/stage/number-text'
import { Swimlanes } from './swimlanes.tsx'
import { otherProblems } from './practice-state.ts'
import type { Finding, PracticeState } from './practice-state.ts'

/** Shows what each fact says of an answer, and the order in which the first race is lost. */
export function FindingsView({ state }: { state: PracticeState }) {
  const { findings } = state
  const lost = findings.find((finding) => !finding.holds && finding.timeline !== undefined)
  const problems = otherProblems(state)
  return (
    <>
      <ul className="findings" aria-label="Verdict">
        {findings.map((finding) => (
          <FindingItem key={finding.fact} finding={finding} />
        ))}
        {problems.map((problem, index) => (
          <li key={index} className="broken">
            <span aria-hidden="true">✗</span>
            <div>
              <p>
                <span className="sr-only">wrong: </span>
                {problem}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {lost && <LosingOrder finding={lost} />}
    </>
  )
}

function FindingItem({ finding }: { finding: Finding }) {
  if (finding.holds) {
    return (
      <li className="holding">
        <span aria-hidden="true">✓</span>
        <div>
          <p>
            <span className="sr-only">holds: </span>
            {finding.fact}
            {finding.orders !== undefined && (
              <span className="quiet"> in {ordersText(finding.orders)}</span>
            )}
          </p>
        </div>
      </li>
    )
  }
  const { fact, reason, orders, printed, timeline } = finding
  return (
    <li className="broken">
      <span aria-hidden="true">✗</span>
      <div>
        <p>
          <span className="sr-only">broken: </span>
          {fact}
        </p>
        <p className="reason">
          {reason}
          {orders && `, in ${numberText(orders.broken)} of ${ordersText(orders.all)}`}
        </p>
        {printed.map((text, index) => (
          <p key={index} className="quiet">
            {timeline === undefined ? '' : 'then '}it prints: <code>{text}</code>
          </p>
        ))}
      </div>
    </li>
  )
}

function LosingOrder({ finding }: { finding: Finding }) {
  if (finding.holds || finding.timeline === undefined) return null
  const { schedule, actors, moments, violation } = finding.timeline
  return (
    <section className="timeline">
      <h3>The simplest order that breaks it</h3>
      <p className="quiet">
        order: <code>{schedule}</code>
      </p>
      <Swimlanes timeline={{ actors, moments: drawnMoments(moments), end: { violation } }} />
    </section>
  )
}

function ordersText(orders: number): string {
  return orders === 1 ? '1 order' : `${numberText(orders)} orders`
}
