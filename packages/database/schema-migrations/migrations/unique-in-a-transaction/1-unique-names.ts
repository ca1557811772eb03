import type { MigrationBuilder } from 'node-pg-migrate'

export function up(pgm: MigrationBuilder): void {
  pgm.addColumn('customers', { email: 'text' })
  pgm.createIndex('customers', 'name', { name: 'customers_name', unique: true })
}
