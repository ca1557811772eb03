// What waits in the database, in a statement each. All of them look at what has not ended, by an index:
// how much has ended does not matter.

export interface Reading {
  sql: string
  gauges: Record<string, { help: string; columns: Record<string, Record<string, string>> }>
}

const age = (column: string) => `coalesce(extract(epoch from now() - min(${column})), 0)::float8`
const count = 'count(*)::float8'

export const readings: Record<string, Reading> = {
  orders: {
    sql: `select (count(*) filter (where status = 'pending'))::float8 as pending,
            (count(*) filter (where status <> 'pending'))::float8 as parked,
            coalesce(extract(epoch from now() - min(created_at) filter (where status = 'pending')), 0)::float8
              as oldest
          from orders where status in ('pending', 'parked') or parked_because is not null`,
    gauges: {
      shop_orders: {
        help: 'Orders that are under way, and those that cannot go on or are wrong',
        columns: { pending: { status: 'pending' }, parked: { status: 'parked' } },
      },
      shop_oldest_pending_order_seconds: {
        help: 'Age of the oldest order that is under way',
        columns: { oldest: {} },
      },
    },
  },
  comparison: {
    sql: `select ${age('created_at')} as oldest from orders
          where reconciled_at is null and status in ('complete', 'cancelled')`,
    gauges: {
      shop_oldest_uncompared_order_seconds: {
        help: "Age of the oldest order that has ended, and was not compared with the provider's books",
        columns: { oldest: {} },
      },
    },
  },
  sagas: {
    sql: `select ${count} as due, ${age('next_at')} as late from sagas where next_at <= now()`,
    gauges: {
      shop_sagas_due: {
        help: 'Orders that an orchestrator should go on with now',
        columns: { due: {} },
      },
      shop_saga_lateness_seconds: {
        help: 'How long the first of them has been due',
        columns: { late: {} },
      },
    },
  },
  outbox: {
    sql: `select ${count} as rows, ${age('created_at')} as oldest from outbox`,
    gauges: {
      shop_outbox_rows: { help: 'Events that are not in Kafka yet', columns: { rows: {} } },
      shop_outbox_oldest_seconds: { help: 'Age of the oldest of them', columns: { oldest: {} } },
    },
  },
  mails: {
    sql: `select (select ${count} from mails where status = 'due') as due,
            (select ${count} from mails where status = 'dead') as dead,
            (select ${age('created_at')} from mails where status = 'due'
             and exists (select from orders where id = order_id and status = 'complete')) as oldest`,
    gauges: {
      shop_mails: {
        help: 'Mails that are to be sent, and those that the provider does not take',
        columns: { due: { status: 'due' }, dead: { status: 'dead' } },
      },
      shop_oldest_due_mail_seconds: {
        help: 'Age of the oldest mail that is to be sent now: that of a parked order waits',
        columns: { oldest: {} },
      },
    },
  },
  dead_letters: {
    sql: `select ${count} as waiting, ${age('created_at')} as oldest
          from dead_letters where settled is null`,
    gauges: {
      shop_dead_letters: {
        help: 'Messages that were set aside, and wait for an operator',
        columns: { waiting: {} },
      },
      shop_oldest_dead_letter_seconds: {
        help: 'Age of the oldest of them',
        columns: { oldest: {} },
      },
    },
  },
}
