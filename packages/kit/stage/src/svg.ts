export { chartSvg } from './chart-svg.ts'
export { timelineSvg } from './timeline-svg.ts'
