// Makes a loader for each request. What it remembers goes with the request.
// Costs nothing but its place: the context of the request, not the module.
import type { ProvideLoader } from './shows-new-posts.ts'

export const loaderPerRequest: ProvideLoader = (create) => create
