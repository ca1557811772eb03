import { lazy, Suspense } from 'react'
import type { Verdict } from '@lab/stage'
import { ExchangeView } from './exchange-view.tsx'
import type { Level } from './lab.ts'
import { ListingView } from './listing-view.tsx'
import type { Block } from './story.ts'
import { Swimlanes } from './swimlanes.tsx'
import { TableView } from './table-view.tsx'
import { TreeView } from './tree-view.tsx'
import { verdictHeading } from './verdict-heading.ts'

// Charts bring a library that most pages do not need.
const Chart = lazy(async () => ({ default: (await import('./chart.tsx')).Chart }))

/** Draws one part of a scene. */
export function BlockView({
  block,
  isLast,
  level,
}: {
  block: Block
  isLast: boolean
  level: Level | undefined
}) {
  switch (block.kind) {
    case 'say':
      return <p className="say">{block.text}</p>
    case 'table':
      return (
        <TableView
          label={block.table.title}
          caption={<caption>{block.table.title}</caption>}
          columns={block.table.columns}
          rows={block.table.rows}
          isNumber={(cell) => typeof cell === 'number'}
        />
      )
    case 'chart':
      return (
        <Suspense fallback={<p className="quiet">{block.chart.title}</p>}>
          <Chart chart={block.chart} />
        </Suspense>
      )
    case 'exchange':
      return <ExchangeView exchange={block.exchange} />
    case 'tree':
      return <TreeView tree={block.tree} />
    case 'listing':
      return <ListingView listing={block.listing} />
    case 'verdict':
      return <VerdictView verdict={block.verdict} level={level} />
    case 'timeline': {
      const isOpen = isLast && block.end === undefined
      return (
        <section className="timeline">
          <h3>{block.title}</h3>
          <p className="quiet">
            order: <code>{block.schedule}</code>
          </p>
          <Swimlanes timeline={block} current={isOpen ? block.moments.length - 1 : undefined} />
        </section>
      )
    }
  }
}

function VerdictView({ verdict, level }: { verdict: Verdict; level: Level | undefined }) {
  const { way, claim, observed, text, numbers } = verdict
  return (
    <section className={`verdict ${observed}`}>
      <h3>
        {verdictHeading(verdict, level)} · <code>{way}</code>
      </h3>
      <p>{level === undefined ? text : `At the server's own level it ${claim}: ${text}`}</p>
      <dl>
        {Object.entries(numbers).map(([name, value]) => (
          <div key={name}>
            <dt>{words(name)}</dt>
            <dd>{Number.isInteger(value) ? value.toLocaleString('en') : value.toPrecision(3)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** `twoBuyersOrders` reads as "two buyers orders". */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
