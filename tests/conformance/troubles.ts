import type { FaultKind } from './fault-kinds.ts'

/** What may befall a write, each with what the billing has of it then: for certain, or whatever the books say. */
export interface Trouble {
  readonly kind: FaultKind
  readonly words: string
  /** Rows that there are afterwards; null where that is the billing's own affair. */
  readonly rows: 0 | 1 | null
  /** What an engineer may read of it. */
  readonly codes: readonly string[]
}

const FAILED = 'BILLING_FAILED'
const MALFORMED = 'BILLING_MALFORMED_ANSWER'
const UNREACHABLE = 'BILLING_UNREACHABLE'

/** The adapter must say `unknown` of each, and send nothing again. */
export const TROUBLES: readonly Trouble[] = [
  trouble('loseAnswer', 'a connection that ends after it was written', { rows: 1, codes: [UNREACHABLE] }),
  trouble('loseRequest', 'a connection that ends before', { rows: 0, codes: [UNREACHABLE] }),
  trouble('errorAfterWriting', 'an error although it was written', { rows: 1, codes: [FAILED, MALFORMED] }),
  trouble('htmlPage', 'an HTML page', { rows: null, codes: [FAILED, MALFORMED] }),
  trouble('serverError', 'HTTP 500 with a text for programmers', { rows: null, codes: [FAILED] }),
  trouble('overloaded', 'HTTP 503', { rows: null, codes: ['BILLING_OVERLOADED', FAILED] }),
  trouble('emptyBody', 'an empty body', { rows: null, codes: [FAILED, MALFORMED] }),
  trouble('cutAnswer', 'an answer that stops in the middle', { rows: null, codes: [MALFORMED, UNREACHABLE] }),
  trouble('malformed', 'an answer that is not well-formed', { rows: null, codes: [MALFORMED] }),
  trouble('hugeAnswer', 'an answer beyond all size', { rows: null, codes: ['BILLING_ANSWER_TOO_LARGE'] }),
  trouble('otherAnswer', "another operation's answer", { rows: null, codes: [MALFORMED, FAILED] }),
  trouble('unlistedFault', 'a fault that means nothing listed', { rows: null, codes: [FAILED] }),
  trouble('wrongRow', "somebody else's row in the answer", { rows: 1, codes: [MALFORMED] }),
  trouble('missingFields', 'an answer without some fields', { rows: null, codes: [MALFORMED] }),
  trouble('brokenMoney', 'an amount in the answer that is none', { rows: 1, codes: [MALFORMED] }),
  trouble('unknownCodes', 'a state in the answer that nobody lists', { rows: 1, codes: [MALFORMED] }),
  trouble('emptySuccess', 'success about nothing', { rows: 0, codes: [MALFORMED, FAILED] }),
]

/** Those that mean nothing to a write without an amount or a state in its answer are left out by name. */
export function troublesWithout(...kinds: readonly FaultKind[]): readonly Trouble[] {
  return TROUBLES.filter(({ kind }) => !kinds.includes(kind))
}

function trouble(kind: FaultKind, words: string, { rows, codes }: Pick<Trouble, 'rows' | 'codes'>): Trouble {
  return { kind, words, rows, codes }
}
