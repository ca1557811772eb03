/**
 * Gives how many answers that need all shards are slow, when a share of the shards' answers is: the
 * slowest shard decides, so 1 - (1 - share)^shards.
 */
export function slowAnswers(share: number, shards: number): number {
  return 1 - (1 - share) ** shards
}
