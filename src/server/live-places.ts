import type { LiveLimits } from './live-limits.ts'

/** What one socket or one stream takes up while it is open. */
export interface Place {
  /** Whose it is. False when as many of this subject are open as may be. Null is nobody in particular. */
  giveTo(subject: string | null): boolean
  /** May be called again. */
  leave(): void
}

/** Sockets and streams are counted together: whoever has used up the one has no more of the other. */
export interface Places {
  /** Null when as many are open as may be, in all or from this address. */
  take(address: string): Place | null
}

export function createPlaces(limits: Pick<LiveLimits, 'maxOpen' | 'maxOpenPerAddress' | 'maxOpenPerSubject'>): Places {
  const addresses = createCounts(limits.maxOpenPerAddress)
  const subjects = createCounts(limits.maxOpenPerSubject)
  let open = 0
  return {
    take(address) {
      if (open >= limits.maxOpen || !addresses.add(address)) return null
      open += 1
      let isLeft = false
      let owner: string | null = null
      return {
        giveTo(subject) {
          // Whoever has left meanwhile would never give it back.
          if (subject === null || isLeft) return true
          if (!subjects.add(subject)) return false
          owner = subject
          return true
        },
        leave() {
          if (isLeft) return
          isLeft = true
          open -= 1
          addresses.remove(address)
          if (owner !== null) subjects.remove(owner)
        },
      }
    },
  }
}

function createCounts(max: number) {
  const counts = new Map<string, number>()
  return {
    add(key: string): boolean {
      const count = counts.get(key) ?? 0
      if (count >= max) return false
      counts.set(key, count + 1)
      return true
    },
    remove(key: string): void {
      const left = (counts.get(key) ?? 1) - 1
      if (left > 0) counts.set(key, left)
      else counts.delete(key)
    },
  }
}
