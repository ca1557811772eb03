import { xml } from './svg-drawing.ts'

/** An element of a drawing, for code that puts it on a page or into a file. */
export interface SvgNode {
  tag: string
  attributes: Record<string, string | number>
  children: (SvgNode | string)[]
}

/** Writes an element as it stands in an SVG file. */
export function svgMarkup(node: SvgNode | string): string {
  if (typeof node === 'string') return xml(node)
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('')
  if (node.children.length === 0) return `<${node.tag}${attributes}/>`
  return `<${node.tag}${attributes}>${node.children.map(svgMarkup).join('')}</${node.tag}>`
}
