/**
 * Of the topics of the shop. The broker stores what any producer has compressed uncompressed: kafkajs
 * reads gzip alone, and one record in another way would stop all that come behind it.
 */
export const topicSettings = { 'compression.type': 'uncompressed' }
