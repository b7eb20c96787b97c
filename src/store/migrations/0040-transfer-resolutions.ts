import type { Migration } from '../migrate.ts'

/**
 * What a person has decided last about a transfer. Whether a decision is a repeat can be told by nothing else: what was given
 * back by itself ends as what was given back by hand.
 */
export const transferResolutions: Migration = {
  name: '0040-transfer-resolutions',
  statements: () => ['alter table transfers add column resolution text'],
}
