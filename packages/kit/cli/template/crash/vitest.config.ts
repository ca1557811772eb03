export { conceptTests as default } from '@lab/stage/vitest-config'
