import type { MigrationBuilder } from 'node-pg-migrate'

export function up(pgm: MigrationBuilder): void {
  // PostgreSQL builds no index concurrently inside of a transaction.
  pgm.noTransaction()
  pgm.createIndex('customers', 'name', {
    name: 'customers_name',
    unique: true,
    concurrently: true,
  })
}
