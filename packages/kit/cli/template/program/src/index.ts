export { objectForEachCarrier, switchInEachFunction } from './designs.ts'
export { takesADrone } from './takes-a-drone.ts'
export type { Change, Cost, Shipping } from './takes-a-drone.ts'
