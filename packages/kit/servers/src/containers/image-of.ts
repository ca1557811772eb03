import type { ServiceDefinition } from '../service.ts'

/** Names the image of a service: the same as docker-compose.yml, unless the caller names another. */
export function imageOf(
  { name, image }: ServiceDefinition,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  if (!image) throw new TypeError(`Cannot name an image of ${name}: it has none`)
  return environment[image.variable] || image.name
}
