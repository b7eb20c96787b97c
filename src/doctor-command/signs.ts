/** The quirks by the numbers under which docs/doctor.md explains them. */
export const QUIRK_IDS = [
  'Q1',
  'Q2',
  'Q3',
  'Q4',
  'Q5',
  'Q6',
  'Q7',
  'Q8',
  'Q9',
  'Q10',
  'Q11',
  'Q12',
  'Q13',
  'Q14',
  'Q15',
  'Q16',
  'Q17',
  'Q18',
] as const

export type QuirkId = (typeof QUIRK_IDS)[number]

/** `what` names operations and fields, and never a value of an answer. */
export type Note = (quirk: QuirkId, what: string) => void

/** What was noticed of each quirk. */
export interface Signs {
  readonly note: Note
  /** In the order in which they were first seen, each once with how often. */
  list(quirk: QuirkId): readonly Sign[]
}

export interface Sign {
  readonly what: string
  readonly count: number
}

/** Texts are made of names in answers, so that a hostile answer could make any number of them. */
const MAX_SIGNS = 200

export function createSigns(): Signs {
  const counts = new Map<QuirkId, Map<string, number>>(QUIRK_IDS.map((id) => [id, new Map()]))
  return {
    note(quirk, what) {
      const own = counts.get(quirk)
      if (own === undefined || (own.size >= MAX_SIGNS && !own.has(what))) return
      own.set(what, (own.get(what) ?? 0) + 1)
    },
    list: (quirk) => [...(counts.get(quirk) ?? [])].map(([what, count]) => ({ what, count })),
  }
}

/** A name out of an answer as it may be shown: where it does not look like one, it may be anybody's. */
export function shownName(name: string): string {
  return /^[A-Za-z_][\w.-]{0,40}$/.test(name) ? name : '(a name)'
}
