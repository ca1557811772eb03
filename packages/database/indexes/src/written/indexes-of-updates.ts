// The column that every look changes is in an index. The new version of the row needs a new entry
// there, and then in every other index of the table, too.
export const indexOnWhatChanges = ['create index on orders (seen_at)']

// The column is only in the condition of a partial index, which decides whether the row is in it:
// that counts as being in the index.
export const inTheWhereOfAPartial = ['create index on orders (created_at) where seen_at is null']

// No index has the column that changes. The new version stays in the page of the old one, and the
// entries that lead to the old one lead to it.
export const indexOnWhatStays = ['create index on orders (customer_id, created_at)']

// A block range index stores the smallest and the largest value of 128 pages, not the place of a row:
// since PostgreSQL 16 it leaves updates in place.
export const blockRange = ['create index on orders using brin (seen_at)']
