import { useLayoutEffect, useRef, useState } from 'react'
import { axisText } from '@lab/stage/chart-scale'
import './chart.css'
import { chartTable } from './chart-table.ts'
import type { ChartEvent } from './chart-table.ts'
import { chartScales, drawChart } from './draw-chart.ts'
import { SeriesSample } from './series-sample.tsx'
import { TableView } from './table-view.tsx'

/** Draws the series of a chart, with a legend above and its values below. */
export function Chart({ chart }: { chart: ChartEvent }) {
  const [width, setWidth] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = place.current!
    const watching = new ResizeObserver(() => setWidth(element.clientWidth))
    watching.observe(element)
    setWidth(element.clientWidth)
    return () => watching.disconnect()
  }, [])
  useLayoutEffect(() => {
    if (width > 0) place.current!.replaceChildren(drawChart(chart, width))
  }, [chart, width])
  const { x, y } = chartScales(chart, width)
  return (
    <figure className="chart">
      <figcaption>{chart.title}</figcaption>
      <ul className="legend" aria-label="Legend">
        {chart.series.map(({ name }, index) => (
          <li key={name}>
            <SeriesSample index={index} />
            {name}
          </li>
        ))}
      </ul>
      <p className="quiet">↑ {axisText(chart.y, y)}</p>
      <div ref={place} className="drawing" />
      <p className="quiet x-axis">{axisText(chart.x, x)} →</p>
      <ChartValues chart={chart} />
    </figure>
  )
}

function ChartValues({ chart }: { chart: ChartEvent }) {
  return (
    <details>
      <summary>Values</summary>
      <TableView
        label={`Values: ${chart.title}`}
        caption={<caption className="sr-only">{chart.title}</caption>}
        {...chartTable(chart)}
        isNumber={() => true}
      />
    </details>
  )
}
