/** The offset of a zone changes on quarter hours only, so one look-up serves a quarter of an hour. */
const QUARTER_HOUR_MS = 15 * 60_000
const MAX_CACHED_OFFSETS = 20_000

interface Zone {
  readonly format: Intl.DateTimeFormat
  readonly offsetsMs: Map<number, number>
}

const zones = new Map<string, Zone>()

/**
 * An instant as RFC 3339 text in the given IANA zone, always with milliseconds: "2026-11-22T13:00:00.000+03:00".
 * `instantMs` is milliseconds since the epoch.
 */
export function formatInstant(instantMs: number, timeZone: string): string {
  const offsetMs = findOffset(instantMs, timeZone)
  const local = new Date(instantMs + offsetMs).toISOString().slice(0, -1)
  const minutes = Math.abs(offsetMs) / 60_000
  const hours = String(Math.trunc(minutes / 60)).padStart(2, '0')
  return `${local}${offsetMs < 0 ? '-' : '+'}${hours}:${String(minutes % 60).padStart(2, '0')}`
}

function findOffset(instantMs: number, timeZone: string): number {
  const zone = findZone(timeZone)
  const slot = Math.floor(instantMs / QUARTER_HOUR_MS)
  const known = zone.offsetsMs.get(slot)
  if (known !== undefined) return known
  if (zone.offsetsMs.size >= MAX_CACHED_OFFSETS) zone.offsetsMs.clear()
  const offsetMs = readOffset(zone.format, slot * QUARTER_HOUR_MS)
  zone.offsetsMs.set(slot, offsetMs)
  return offsetMs
}

function findZone(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const zone: Zone = {
    format: new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }),
    offsetsMs: new Map(),
  }
  zones.set(timeZone, zone)
  return zone
}

/** Reads "GMT+03:00". Offsets with seconds belong to the time before zones; they are cut to the minute. */
function readOffset(format: Intl.DateTimeFormat, instantMs: number): number {
  const name = format.formatToParts(instantMs).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const groups = /^GMT(?<sign>[+-])(?<hours>\d{2}):(?<minutes>\d{2})/.exec(name)?.groups
  if (!groups) return 0
  const minutes = Number(groups['hours']) * 60 + Number(groups['minutes'])
  return (groups['sign'] === '-' ? -minutes : minutes) * 60_000
}
