export { exportSite } from './export-site.ts'
export { startWeb } from './start-web.ts'
export type { Web, WebOptions } from './start-web.ts'
export type { WebConcept, WebLab } from './web-lab.ts'
