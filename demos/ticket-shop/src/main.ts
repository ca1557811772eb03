// Starts one part of the shop: `node src/main.ts api`. What it needs is in the environment:
// see configuration.ts. SIGTERM ends what is under way in order.
import { runRole } from './run-role.ts'

await runRole(process.argv[2])
