// The same advisory lock, through a pooler that lends a session for one transaction.
// Breaks: the lock belongs to the session, and the other deploy is lent the same session.
import type { ClientBase } from 'pg'
import { migrate } from '../migrate.ts'
import type { Deploy } from './migrates-once.ts'
import { transactionPooling } from './transaction-pooling.ts'

export const lockThroughPooler: Deploy = (sessions) =>
  migrate(transactionPooling(sessions) as ClientBase, 'seed-once')
