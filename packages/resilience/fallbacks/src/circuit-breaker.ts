// opossum around a request for a price. The concept circuit-breaker shows how it opens and closes.
import CircuitBreaker from 'opossum'
import type { HttpService } from '@lab/wire/http-service'
import type { QuotedPrice } from './quoted-price.ts'

/** Opens when more than half of at least ten calls within 2 s have failed. */
const settings: CircuitBreaker.Options<[]> = {
  // The request has its own timeout, which ends it. opossum's only stops waiting.
  timeout: false,
  volumeThreshold: 10,
  errorThresholdPercentage: 50,
  rollingCountTimeout: 2_000,
  resetTimeout: 2_000,
}

export type PriceBreaker = CircuitBreaker<[], QuotedPrice>

export function circuitBreaker(
  service: HttpService,
  options: CircuitBreaker.Options<[]> = {},
): PriceBreaker {
  return new CircuitBreaker(
    async () => {
      const response = await service.request(AbortSignal.timeout(1_000))
      if (!response.ok) throw new Error(`Cannot get price: received status ${response.status}`)
      return { price: Number(await response.text()), from: 'service' }
    },
    { ...settings, ...options },
  )
}
