import * as objectsAndADrone from './object-for-each-carrier-and-a-drone.ts'
import * as objects from './object-for-each-carrier.ts'
import * as switchesAndADrone from './switch-in-each-function-and-a-drone.ts'
import * as switches from './switch-in-each-function.ts'
import type { Change } from './takes-a-drone.ts'

export const switchInEachFunction: Change = { before: switches, after: switchesAndADrone }

export const objectForEachCarrier: Change = { before: objects, after: objectsAndADrone }
