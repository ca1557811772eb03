import type { ConceptClaim, Lab } from './lab.ts'
import { claimsAbout, claimTopics } from './listed-claims.ts'
import type { AreaTopics } from './listed-claims.ts'
import { useLoaded } from './use-loaded.ts'
import type { Loaded } from './use-loaded.ts'

export interface TopicClaims {
  topics: AreaTopics[]
  /** Those about the topic. */
  claims: ConceptClaim[]
}

/** Loads the claims of all concepts, and finds those about a topic. */
export function useClaims(lab: Lab, topic: string | undefined): Loaded<TopicClaims> {
  return useLoaded(async () => {
    const [{ concepts }, all] = await Promise.all([lab.catalogue(), lab.claims()])
    const topics = claimTopics(concepts, all)
    return { topics, claims: claimsAbout(all, topics, topic) }
  }, [lab, topic])
}
