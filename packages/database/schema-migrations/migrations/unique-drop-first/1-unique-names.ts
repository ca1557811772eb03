import type { MigrationBuilder } from 'node-pg-migrate'

export function up(pgm: MigrationBuilder): void {
  pgm.noTransaction()
  // What a run before has left, valid or not.
  pgm.dropIndex('customers', 'name', { name: 'customers_name', concurrently: true, ifExists: true })
  pgm.createIndex('customers', 'name', {
    name: 'customers_name',
    unique: true,
    concurrently: true,
  })
}
