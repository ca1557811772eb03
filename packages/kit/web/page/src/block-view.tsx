import { lazy, Suspense } from 'react'
import type { Verdict } from '@lab/stage'
import { ExchangeView } from './exchange-view.tsx'
import type { Level } from './lab.ts'
import { ListingView } from './listing-view.tsx'
import type { Block } from './story.ts'
import { Swimlanes } from './swimlanes.tsx'
import { TableView } from './table-view.tsx'
import { TreeView } from './tree-view.tsx'
import { tableAtLevel, verdictAtLevel } from './verdict-at-level.ts'
import { verdictHeading } from './verdict-heading.ts'
import { WaterfallView } from './waterfall-view.tsx'

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
    case 'table': {
      const table = level === undefined ? block.table : tableAtLevel(block.table, level)
      return (
        <TableView
          label={table.title}
          caption={<caption>{table.title}</caption>}
          columns={table.columns}
          rows={table.rows}
          isNumber={(cell) => typeof cell === 'number'}
        />
      )
    }
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
    case 'waterfall':
      return <WaterfallView waterfall={block.waterfall} />
    case 'listing':
      return <ListingView listing={block.listing} />
    case 'verdict':
      return level === undefined ? (
        <VerdictView verdict={block.verdict} />
      ) : (
        <VerdictOfLevel verdict={block.verdict} level={level} />
      )
    case 'timeline': {
      const isOpen = isLast && block.end === undefined
      return (
        <section className="timeline">
          {/* A title says what happens at the server's own level. */}
          <h3>{level === undefined ? block.title : `${block.race ?? 'A run'} at ${level}`}</h3>
          <p className="quiet">
            order: <code>{block.schedule}</code>
          </p>
          <Swimlanes timeline={block} current={isOpen ? block.moments.length - 1 : undefined} />
        </section>
      )
    }
  }
}

function VerdictView({ verdict }: { verdict: Verdict }) {
  const { way, observed, text, numbers } = verdict
  return (
    <section className={`verdict ${observed}`}>
      <h3>
        {verdictHeading(verdict)} · <code>{way}</code>
      </h3>
      <p>{text}</p>
      <NumberList numbers={numbers} />
    </section>
  )
}

/** Of this run alone; what is claimed of the server's own level can be opened. */
function VerdictOfLevel({ verdict, level }: { verdict: Verdict; level: Level }) {
  const { way, claim, text: claimed, numbers, outcomes } = verdict
  const { kind, heading, text } = verdictAtLevel(verdict, level)
  return (
    <section className={`verdict ${kind}`}>
      <h3>
        {heading} · <code>{way}</code>
      </h3>
      {text !== undefined && <p>{text}</p>}
      {outcomes === undefined && <NumberList numbers={numbers} />}
      <details>
        <summary>What is claimed at the server’s own level</summary>
        <p>
          It {claim}: {claimed}
        </p>
      </details>
    </section>
  )
}

function NumberList({ numbers }: { numbers: Verdict['numbers'] }) {
  return (
    <dl>
      {Object.entries(numbers).map(([name, value]) => (
        <div key={name}>
          <dt>{words(name)}</dt>
          <dd>{Number.isInteger(value) ? value.toLocaleString('en') : value.toPrecision(3)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** `twoBuyersOrders` reads as "two buyers orders". */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
