import type { Service } from '../server.ts'

const images = {
  postgres: { variable: 'LAB_POSTGRES_IMAGE', image: 'postgres:18-alpine' },
  redis: { variable: 'LAB_REDIS_IMAGE', image: 'redis:8-alpine' },
  kafka: { variable: 'LAB_KAFKA_IMAGE', image: 'apache/kafka:4.1.0' },
} as const satisfies Record<Service, { variable: string; image: string }>

export const imageVariables = Object.values(images).map(({ variable }) => variable)

/** Names the image of a service: the same as docker-compose.yml, unless the caller names another. */
export function imageOf(service: Service, environment: NodeJS.ProcessEnv = process.env): string {
  const { variable, image } = images[service]
  return environment[variable] || image
}
