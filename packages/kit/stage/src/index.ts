export { comparedRaces, comparedWays, comparison, comparisonScene } from './comparison.ts'
export type { ComparedWay } from './comparison.ts'
export { concept } from './concept.ts'
export type {
  Concept,
  ConceptManifest,
  DemoOption,
  OfferedRace,
  Scene,
  Stage,
  World,
} from './concept.ts'
export type {
  Axis,
  Claim,
  OutcomeCounts,
  OutcomeKind,
  RaceAttempt,
  RaceMap,
  ServerLabel,
  StageEvent,
  Verdict,
} from './events.ts'
export { findRace } from './find-race.ts'
export { judge } from './judge.ts'
export type { Judged } from './judge.ts'
export { loadDemo } from './load-demo.ts'
export { nameValues } from './name-values.ts'
export { createNdjsonView } from './ndjson-view.ts'
export type { RecordedOrder, RecordedRace, RecordedScene, Recording } from './recording.ts'
export { raceScene } from './race-scene.ts'
export type { RaceScene } from './race-scene.ts'
export { showRace } from './show-race.ts'
export type { ShownRace } from './show-race.ts'
export { numberText } from './number-text.ts'
export { openWorld } from './open-world.ts'
export type { OpenedWorld } from './open-world.ts'
export { performDemo } from './perform-demo.ts'
export type { Performance } from './perform-demo.ts'
export { playedDemo } from './played-demo.ts'
export { playScene, SceneError } from './play-scene.ts'
export { raceMap } from './race-map.ts'
export { createTerminalView, wantsColour } from './terminal-view.ts'
export type { TerminalStream } from './terminal-view.ts'
export type { View } from './view.ts'
export { textWidth } from './text-width.ts'
export { untilAborted } from './until-aborted.ts'
export { visibleText } from './visible-text.ts'
export { wrapText } from './wrap-text.ts'
