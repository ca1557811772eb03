// Makes a loader for each request. What it remembers goes with the request.
import type { ProvideLoader } from './shows-new-posts.ts'

export const loaderPerRequest: ProvideLoader = (create) => create
