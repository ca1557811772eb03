import type { MigrationBuilder } from 'node-pg-migrate'

export function up(pgm: MigrationBuilder): void {
  pgm.noTransaction()
  pgm.createIndex('customers', 'name', {
    name: 'customers_name',
    unique: true,
    concurrently: true,
    ifNotExists: true,
  })
}
