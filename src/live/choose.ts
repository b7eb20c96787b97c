import { dueAt, type Watched } from './watched.ts'

/** Of each read, a part that is kept for each urgency while anything of it waits: so nobody waits for ever. */
const SURE_SHARE = 5

/**
 * Those that are due. First what is said to have changed, then what nobody has seen yet, since people wait for both; then the others,
 * longest first. A backlog holds up none of the urgent ones, and they do not hold up all of the backlog. Keys of more than
 * `placesPerRead` places are left for the next read.
 */
export function choose<K, V>(
  all: readonly Watched<K, V>[],
  options: {
    readonly at: number
    readonly keysPerRead: number
    readonly placeOf?: (key: K) => string
    readonly placesPerRead?: number
  },
): readonly Watched<K, V>[] {
  const { at, keysPerRead, placeOf = () => '', placesPerRead = 1 } = options
  const due = all.filter((watched) => dueAt(watched) <= at).toSorted((one, other) => dueAt(one) - dueAt(other))
  const byUrgency = [
    due.filter((watched) => isTouched(watched, at)),
    due.filter((watched) => watched.isNew && !isTouched(watched, at)),
    due.filter((watched) => !watched.isNew && !isTouched(watched, at)),
  ]
  const share = Math.ceil(keysPerRead / SURE_SHARE)
  const sure = byUrgency.flatMap((some) => some.slice(0, share))
  const inOrder = [...sure, ...byUrgency.flatMap((some) => some.slice(share))]
  const places = new Set<string>()
  const fitting = inOrder.filter(({ key }) => {
    const place = placeOf(key)
    if (places.size < placesPerRead) places.add(place)
    return places.has(place)
  })
  return fitting.slice(0, keysPerRead)
}

export function isTouched({ touches }: Pick<Watched<unknown, unknown>, 'touches'>, at: number): boolean {
  return touches.some((touchedAt) => touchedAt <= at)
}
