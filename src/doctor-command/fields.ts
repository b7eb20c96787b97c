import { type Note, shownName } from './signs.ts'

/** One value of an answer: what it looks like matters, and it is forgotten at once. */
export type FieldValue =
  /** As it was printed. */
  | { readonly kind: 'number'; readonly source: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly length: number }
  | { readonly kind: 'object' | 'boolean' | 'null' }

/** What the values of each field have looked like. */
export interface Fields {
  /** `where` is the call: "rest accounts". XML has no types, so that only its texts are looked at. */
  see(field: { readonly where: string; readonly name: string; readonly isTyped: boolean }, value: FieldValue): void
  /** How many children of one name an element has. */
  seeCount(place: { readonly where: string; readonly name: string }, count: number): void
  /** Notes what the fields show when they are looked at together. */
  conclude(note: Note): void
}

interface Forms {
  readonly types: Set<string>
  readonly amounts: Set<string>
  readonly dates: Set<string>
}

/** A hostile answer could name any number of fields. */
const MAX_FIELDS = 5_000

export function createFields(): Fields {
  const fields = new Map<string, Forms>()
  const counts = new Map<string, Set<string>>()
  return {
    see({ where, name, isTyped }, value) {
      const key = `${where}: ${shownName(name)}`
      const known = fields.get(key)
      if (known === undefined && fields.size >= MAX_FIELDS) return
      const forms = known ?? { types: new Set(), amounts: new Set(), dates: new Set() }
      fields.set(key, forms)
      if (isTyped && value.kind !== 'null') forms.types.add(typeOf(value))
      const text = value.kind === 'number' ? value.source : value.kind === 'text' ? value.text.trim() : null
      if (text === null) return
      add(forms.amounts, amountForm(text, MONEY_NAME.test(name)))
      add(forms.dates, dateForm(text, DATE_NAME.test(name)))
    },
    seeCount({ where, name }, count) {
      const key = `${where}: ${shownName(name)}`
      if (!counts.has(key) && counts.size >= MAX_FIELDS) return
      const seen = counts.get(key) ?? new Set()
      counts.set(key, seen.add(count === 1 ? 'one' : count === 0 ? 'none' : 'many'))
    },
    conclude(note) {
      // What nobody expects comes before what only varies.
      const byOddness = [...fields].toSorted(([, one], [, other]) => oddnessOf(other) - oddnessOf(one))
      for (const [name, { types, amounts, dates }] of byOddness) {
        if (flips(types)) note('Q10', `${name} is ${[...types].join(', ')}`)
        if (amounts.size > 1 || oddAmountsOf(amounts) > 0)
          note('Q9', `${name} is printed as ${[...amounts].join(', ')}`)
        if (dates.size > 0) note('Q11', `${name} is ${[...dates].join(', ')}`)
      }
      for (const [name, seen] of counts) if (seen.size > 1) note('Q15', `${name}: ${[...seen].join(', ')}`)
    },
  }
}

function add(forms: Set<string>, form: string | null): void {
  if (form !== null) forms.add(form)
}

function oddnessOf({ amounts, dates }: Forms): number {
  const oddDates = [...dates].filter((form) => !form.endsWith('without a zone'))
  return oddAmountsOf(amounts) + oddDates.length
}

function oddAmountsOf(amounts: ReadonlySet<string>): number {
  return ODD_AMOUNTS.filter((form) => amounts.has(form)).length
}

function typeOf(value: FieldValue): string {
  if (value.kind === 'list') return value.length === 0 ? 'an empty list' : 'a list'
  if (value.kind === 'text') return value.text.trim() === '' ? 'an empty text' : 'a text'
  return value.kind === 'object' ? 'an object' : value.kind === 'boolean' ? 'true or false' : 'a number'
}

/** Lists may be empty and texts blank; what must not be is that one is there for the other. */
function flips(types: ReadonlySet<string>): boolean {
  const groups = [...types].map((type) => (type.endsWith('list') ? 'list' : type.endsWith('text') ? 'text' : type))
  return new Set(groups).size > 1
}

const MONEY_NAME = /sum|amount|balance|deb[ei]t|credit|price|fee|cost|deposit|payment$|total|opening|closing|saldo/i
const DATE_NAME = /date|day$|time|created|updated|registration|^(?:from|to|until|begin|end)$|_at$|On$|At$/

const WITH_NOISE = 'a double with noise'
const WITH_EXPONENT = 'an exponent'
const WITH_COMMA = 'a comma'
const FINE = 'more than two decimals'
const ODD_AMOUNTS = [WITH_NOISE, WITH_EXPONENT, WITH_COMMA, FINE]

/** How an amount is printed; null for what is none. Noise is seen anywhere, the rest where the name speaks of money. */
function amountForm(text: string, isMoney: boolean): string | null {
  const decimals = /^-?\d+\.(?<decimals>\d+)$/.exec(text)?.groups?.['decimals']
  if (decimals !== undefined && decimals.length >= 9) return WITH_NOISE
  if (!isMoney) return null
  if (/^-?\d+(?:\.\d+)?[eE][+-]?\d+$/.test(text)) return WITH_EXPONENT
  if (/^-?\d+,\d{1,2}$/.test(text)) return WITH_COMMA
  if (decimals !== undefined) return decimals.length > 2 ? FINE : `0.${'0'.repeat(decimals.length)}`
  return /^-?\d+$/.test(text) ? 'a whole number' : null
}

const DATE_FORMS: readonly (readonly [RegExp, string])[] = [
  [/^(?:0000-00-00(?: 00:00:00)?|00\.00\.0000(?:[ _]00:00:00)?|0{14})$/, 'a date of zeros'],
  [/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/, 'yyyy-MM-dd HH:mm:ss without a zone'],
  [/^\d\d\.\d\d\.\d{4}$/, 'dd.MM.yyyy'],
  [/^\d\d\.\d\d\.\d{4}[ _]\d\d:\d\d(?::\d\d)?$/, 'dd.MM.yyyy HH:mm:ss without a zone'],
  [/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{6}$/, 'yyyyMMddHHmmss without a zone'],
]

const DATE_FORMS_OF_DATES: readonly (readonly [RegExp, string])[] = [
  [/^\d{9,10}$/, 'unix seconds'],
  [/^\d{12,13}$/, 'milliseconds'],
  [/^No$/, '"No"'],
  [/^$/, 'blank'],
]

/** How a date is printed, where that is not a plain day or an instant with its zone; null for those and for no date. */
function dateForm(text: string, isDate: boolean): string | null {
  const forms = isDate ? [...DATE_FORMS, ...DATE_FORMS_OF_DATES] : DATE_FORMS
  return forms.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
