import type { RaceMap } from './events.ts'
import { countsOf, countsText, latticeDrawing, latticeOf, placeText } from './lattice-drawing.ts'
import { shareColours } from './share-colours.ts'
import { svgFile, textElement } from './svg-drawing.ts'
import { svgMarkup } from './svg-node.ts'

const width = 800
const titleHeight = 40

/**
 * Draws the map of a race of two actors as a self-contained SVG file.
 *
 * @throws {RangeError} If the race has other than two actors, or too many orders to list.
 */
export function latticeSvg(map: RaceMap): string {
  const lattice = latticeOf(map)
  if (lattice === undefined) {
    throw new RangeError(
      `Cannot draw lattice: the race must have two actors and listed orders, received "${map.race}" with ${map.actors.length} actors and ${map.schedules} orders`,
    )
  }
  const drawing = latticeDrawing(lattice, width)
  const title = `${map.race}: ${countsText(map.schedules, countsOf(map))}`
  const colours = shareColours(countsOf(map))
  const rules = (scheme: 'light' | 'dark') =>
    colours
      .map(({ [scheme]: { ground, text } }, index) =>
        [
          `.share-${index}{fill:${ground}}`,
          `.l-share-${index}{stroke:${ground}}`,
          `.on-share-${index}{fill:${text}}`,
        ].join(''),
      )
      .join('')
  return svgFile({
    title,
    description: lattice.places.map((place) => placeText(lattice, place)).join('\n'),
    width: Math.max(width, drawing.width),
    height: drawing.height + titleHeight,
    style: `.small{font-size:11px}${rules('light')}@media(prefers-color-scheme:dark){${rules('dark')}}`,
    body: [
      textElement(title, 12, 26, 'title'),
      `<g transform="translate(0 ${titleHeight})">`,
      ...[...drawing.under, ...drawing.over].map(svgMarkup),
      '</g>',
    ].join('\n'),
  })
}
