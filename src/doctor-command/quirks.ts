import type { Evidence } from './evidence.ts'
import type { Load } from './load.ts'
import { QUIRK_IDS, type QuirkId, type Sign } from './signs.ts'
import type { WriteTrial } from './write.ts'

export type QuirkState = 'seen' | 'not_seen' | 'cannot_be_seen'

export interface QuirkFinding {
  readonly id: QuirkId
  readonly title: string
  readonly state: QuirkState
  readonly signs: readonly Sign[]
  /** Why it cannot be seen; null otherwise. */
  readonly because: string | null
  /** What the gateway does about it. */
  readonly gateway: string
}

/** What a quirk needs to be seen. */
type Condition = 'always' | 'json' | 'xml' | 'write' | 'lost_write' | 'load'

interface Quirk {
  readonly title: string
  readonly needs: Condition
  readonly gateway: string
}

const QUIRKS: Readonly<Record<QuirkId, Quirk>> = {
  Q1: {
    title: 'The same external id posted twice is credited twice',
    needs: 'write',
    gateway:
      'sends a payment once, looks it up before anything is sent again, and asks for the check where there is one',
  },
  Q2: {
    title: 'A payment is committed although the caller has given up',
    needs: 'lost_write',
    gateway: 'keeps the payment in doubt until a look-up after BILLING_SETTLE_MS tells what became of it',
  },
  Q3: {
    title: 'An error is reported although the write has happened',
    needs: 'lost_write',
    gateway: 'takes no unlisted error of a write for a refusal: it is looked up',
  },
  Q4: {
    title: 'Success is reported although nothing has changed',
    needs: 'write',
    gateway: 'believes only an answer that names account and amount, and compares the ledger every day',
  },
  Q5: {
    title: 'HTML pages with HTTP 200, and errors that name file and line',
    needs: 'always',
    gateway: 'takes a page for a failure, and passes no text of the billing on',
  },
  Q6: {
    title: 'XML that is not well-formed',
    needs: 'xml',
    gateway: 'refuses the answer; a write is in doubt then',
  },
  Q7: {
    title: 'Charsets other than utf-8, and wrong declarations of them',
    needs: 'always',
    gateway: 'reads utf-8, windows-1251 and koi8-r, and refuses a declaration that the bytes deny',
  },
  Q8: {
    title: 'Empty bodies and SOAP faults with HTTP 200',
    needs: 'always',
    gateway: 'takes the first for a failure and reads the second whatever the status is',
  },
  Q9: {
    title: 'Money as doubles, in several forms',
    needs: 'always',
    gateway: 'reads the printed text, takes noise away and counts it, and refuses what would be a guess',
  },
  Q10: {
    title: 'Types that change with the content',
    needs: 'json',
    gateway: 'reads numbers and texts of digits alike, and keeps the zeros in front of contract numbers',
  },
  Q11: {
    title: 'Dates in several forms, without a zone',
    needs: 'always',
    gateway: 'reads all of these forms in BILLING_TIME_ZONE; dates of zeros are unknown',
  },
  Q12: {
    title: 'Errors within HTTP 200, under several keys',
    needs: 'json',
    gateway: 'looks for them before anything else is read',
  },
  Q13: {
    title: 'A silent limit of rows, pages by offset, rows that nobody asked for',
    needs: 'always',
    gateway: 'always says how many it wants, reads on until there are no more, and indexes rows by their keys',
  },
  Q14: {
    title: 'More calls at once bring nothing but waiting',
    needs: 'load',
    gateway: 'asks for as much at once as BILLING_MAX_CONCURRENCY allows, and lets the rest wait in a bounded queue',
  },
  Q15: {
    title: 'One element, many or none for the same list',
    needs: 'xml',
    gateway: 'reads one, many and none as a list',
  },
  Q16: {
    title: 'Sessions by cookie, which end in mid-flow',
    needs: 'always',
    gateway: 'signs in again once for all who wait',
  },
  Q17: {
    title: 'Secrets in addresses, bodies and answers',
    needs: 'always',
    gateway: 'writes neither addresses nor bodies into logs and errors',
  },
  Q18: {
    title: 'Filters of many fields, and faults that only their detail explains',
    needs: 'xml',
    gateway: 'sends the fields that the filter needs, and knows faults by the tables of the adapter',
  },
}

export interface QuirkGround {
  readonly evidence: Evidence
  readonly load: Load | null
  readonly write: WriteTrial | null
}

/** Every quirk: seen, not seen, or why it cannot be. */
export function findQuirks(ground: QuirkGround): readonly QuirkFinding[] {
  noteOddities(ground.evidence)
  if (ground.load?.isFlat === true) ground.evidence.signs.note('Q14', 'throughput stayed and latency grew')
  return QUIRK_IDS.map((id) => {
    const { title, needs, gateway } = QUIRKS[id]
    const signs = ground.evidence.signs.list(id)
    const because = signs.length > 0 ? null : whyHidden(needs, ground)
    const state = signs.length > 0 ? 'seen' : because === null ? 'not_seen' : 'cannot_be_seen'
    return { id, title, state, signs, because, gateway }
  })
}

/** What adapters found odd belongs to a quirk as well. */
function noteOddities(evidence: Evidence): void {
  const { signs } = evidence
  for (const { kind, field, count } of evidence.oddities()) {
    if (kind === 'money_noise') signs.note('Q9', `${field}: a double with noise`)
    if (kind === 'foreign_row') signs.note('Q13', `${field}: ${count} rows that nobody asked for`)
    if (kind === 'duplicate_row') signs.note('Q13', `${field}: ${count} rows that came twice`)
  }
}

function whyHidden(needs: Condition, { evidence, load, write }: QuirkGround): string | null {
  const notations = evidence.notations()
  if (needs === 'write') return write === null ? 'only a write shows it (--write)' : null
  if (needs === 'load')
    return load === null ? 'only measuring shows it' : load.levels.length < 2 ? 'too little could be measured' : null
  if (needs === 'lost_write') {
    const wasLost = write !== null && [write.first, write.second].some(({ kind }) => kind === 'in_doubt')
    return wasLost ? null : 'only a write whose answer is lost shows it'
  }
  if (evidence.answers() === 0) return 'no answer went through the transports of the gateway'
  if (needs === 'always' || notations.has(needs)) return null
  return `no ${needs.toUpperCase()} was answered`
}
