/** What came of a step of the page on another billing. */
export type StepVerdict =
  /** As on the page: the same codes, and something where the page has something. */
  | 'works'
  /** The billing has no such thing, and the API says so. */
  | 'refused'
  /** Nothing is there, or nobody to ask. */
  | 'absent'
  /** Something else, which need not be wrong: the books are others. */
  | 'otherwise'

/** How the API says that this billing, or this account, has no such thing. */
const SAID_AS_NOT_THERE = [
  'NOT_SUPPORTED',
  'NOT_SUPPORTED_BY_BILLING',
  'NOT_APPLICABLE',
  'CHANGED_BY_OFFICE',
  'DONE_BY_OFFICE',
  'NO_BANK_DETAILS',
  'UNKNOWN_OPERATOR',
  'UNKNOWN_REGION',
  'REGION_NOT_FOUND',
]

export function judgeStep(
  answer: unknown,
  printed: unknown,
): { readonly verdict: StepVerdict; readonly codes: string } {
  const [codes, expected] = [codesIn(answer), codesIn(printed)]
  const told = codes.join(' ')
  if (codes.some((code) => SAID_AS_NOT_THERE.includes(code))) return { verdict: 'refused', codes: told }
  if (told !== expected.join(' ')) return { verdict: 'otherwise', codes: told || 'no code' }
  if (holdsSomething(printed) && !holdsSomething(answer)) return { verdict: 'absent', codes: told }
  return { verdict: 'works', codes: told }
}

/** Every code of a refusal or an error, in one order. */
function codesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return sorted(value.flatMap(codesIn))
  if (typeof value !== 'object' || value === null) return []
  const codes = Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === 'code' && typeof inner === 'string' ? [inner] : codesIn(inner),
  )
  return sorted(codes)
}

function sorted(codes: readonly string[]): readonly string[] {
  return [...new Set(codes)].toSorted((one, other) => one.localeCompare(other))
}

/** Whether there is any text or number in it. */
function holdsSomething(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false
  if (typeof value === 'object') return Object.values(value).some(holdsSomething)
  return true
}
