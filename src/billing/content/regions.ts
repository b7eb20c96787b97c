import type { RegionalPageKey } from '../content-port.ts'

/** Without a region, readers see what is for all of them, and those who manage it see everything. */
export function narrowRegion({ regionId, includeHidden }: RegionalPageKey): { regionId: string | null | undefined } {
  return { regionId: regionId === null && includeHidden ? undefined : regionId }
}
