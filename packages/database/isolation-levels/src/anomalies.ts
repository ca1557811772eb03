import type { Anomaly } from './anomaly.ts'
import { abortedRead } from './anomalies/aborted-read.ts'
import { circularInformationFlow } from './anomalies/circular-information-flow.ts'
import { deleteSkipsRow } from './anomalies/delete-skips-row.ts'
import { dirtyWrite } from './anomalies/dirty-write.ts'
import { intermediateRead } from './anomalies/intermediate-read.ts'
import { lostUpdate } from './anomalies/lost-update.ts'
import { nonrepeatableRead } from './anomalies/nonrepeatable-read.ts'
import { observedTransactionVanishes } from './anomalies/observed-transaction-vanishes.ts'
import { phantom } from './anomalies/phantom.ts'
import { predicateWriteSkew } from './anomalies/predicate-write-skew.ts'
import { readOnlyAnomaly } from './anomalies/read-only-anomaly.ts'
import { readSkew } from './anomalies/read-skew.ts'
import { writeSkew } from './anomalies/write-skew.ts'

/** Every anomaly, those that the weakest levels prevent first. */
export const anomalies: readonly Anomaly[] = [
  dirtyWrite,
  abortedRead,
  intermediateRead,
  circularInformationFlow,
  observedTransactionVanishes,
  nonrepeatableRead,
  phantom,
  deleteSkipsRow,
  lostUpdate,
  readSkew,
  writeSkew,
  predicateWriteSkew,
  readOnlyAnomaly,
]
