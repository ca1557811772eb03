export { chartSvg } from './chart-svg.ts'
export { eventSvg } from './event-svg.ts'
export { latticeSvg } from './lattice-svg.ts'
export { timelineSvg } from './timeline-svg.ts'
