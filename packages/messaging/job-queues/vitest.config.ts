import { conceptTests } from '@lab/stage/vitest-config'

export default conceptTests
