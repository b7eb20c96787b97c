/**
 * When a fault strikes: `instead` — nothing is done, another answer or none is given; `after` — the request is carried out
 * (once, twice or late), and the answer says otherwise; `answer` — carried out and answered, but the answer is spoilt.
 */
export type Stage = 'instead' | 'after' | 'double' | 'answer'

interface KindDescription {
  readonly stage: Stage
  readonly text: string
  /** Operations that it can befall; all where left out. */
  readonly fits?: (operation: string) => boolean
}

/** Writes that an echo can pretend. */
const WRITES: readonly string[] = [
  'soap.AddPayment',
  'soap.CancelPayment',
  'soap.AddDebit',
  'soap.AddPromise',
  'soap.OpenTicket',
  'soap.AddTicketMessage',
  'soap.ChangeTicket',
  'soap.AddOrder',
  'soap.CancelOrder',
  'rest.updateProfile',
  'rest.updateSettings',
  'rest.addDevice',
  'rest.removeDevice',
  'rest.setCredentials',
]
const DOUBLED: readonly string[] = [
  'soap.AddPayment',
  'soap.AddDebit',
  'soap.OpenTicket',
  'soap.AddTicketMessage',
  'soap.AddOrder',
]
const isWrite = (operation: string) => WRITES.includes(operation)
const onSoap = (operation: string) => operation.startsWith('soap.')

export const KINDS = {
  http500: { stage: 'instead', text: 'HTTP 500, a plain text that leaks file and line' },
  unavailable: { stage: 'instead', text: 'HTTP 503, plain text' },
  html: { stage: 'instead', text: 'an HTML page with HTTP 200' },
  empty: { stage: 'instead', text: 'an empty body with HTTP 200' },
  faultWith200: { stage: 'instead', text: 'a SOAP fault (REST: {"errno","errstr"}) with HTTP 200' },
  hang: { stage: 'instead', text: 'no answer at all, until the caller leaves' },
  reset: { stage: 'instead', text: 'the connection is reset, nothing is done' },
  expiredSession: {
    stage: 'instead',
    text: 'the session of the caller ends at this call',
    fits: (operation: string) => onSoap(operation) && operation !== 'soap.Login',
  },
  successWithoutApplying: {
    stage: 'instead',
    text: 'success is reported, nothing is done: variant "echo" (default) answers as if it were, "empty" about nothing',
    fits: isWrite,
  },
  dropAfterApplying: { stage: 'after', text: 'carried out, then the connection is reset' },
  applyLate: { stage: 'after', text: 'carried out delayMs later (1000 by default); the answer never comes' },
  errorAfterApplying: { stage: 'after', text: 'carried out, but an error is reported' },
  doubleCredit: {
    stage: 'double',
    text: 'the payment, debit, ticket, message or order is written twice',
    fits: (operation: string) => DOUBLED.includes(operation),
  },
  notWellFormed: { stage: 'answer', text: 'an unescaped `Ivanov & Sons <LLC>` in the answer' },
  wrongCharset: {
    stage: 'answer',
    text: 'variant "bytes" (default): declares utf-8, sends windows-1251; "header": only the header says windows-1251; "declaration": only the XML declaration does; "both": declares windows-1251 and sends it',
  },
  doctype: { stage: 'answer', text: 'a DOCTYPE that redefines an entity', fits: onSoap },
  truncated: { stage: 'answer', text: 'the answer stops in the middle, with a Content-Length to match' },
  oversize: { stage: 'answer', text: 'the answer is padded to more than 3 MB' },
  drip: { stage: 'answer', text: 'a few bytes at a time without end, 60 s at most' },
  typeFlips: {
    stage: 'answer',
    text: 'numbers as strings, strings of digits as numbers, "" for absent',
  },
  zeroDates: { stage: 'answer', text: 'dates as 0000-00-00 00:00:00, "", "No" or unix seconds, by row' },
  dateForms: {
    stage: 'answer',
    text: 'dates as unix milliseconds, 20261122130000, 22.11.2026_13:00:00 or 22.11.2026 13:00:00, by row; days as 22.11.2026',
  },
  moneyAsDoubles: { stage: 'answer', text: 'money with the noise of a double: 600.45000000000005' },
  moneyBroken: { stage: 'answer', text: 'money as 10,45 or 1e3 or 0.005' },
  unknownCodes: { stage: 'answer', text: 'status and kind codes that nobody lists' },
  wrongOperation: { stage: 'answer', text: "another operation's response" },
  foreignRows: { stage: 'answer', text: 'rows of an account that was not asked for' },
  missingFields: { stage: 'answer', text: 'every third field of each row is missing' },
  badRow: {
    stage: 'answer',
    text: 'the first row has no readable amount and no readable code; the others are as they are',
  },
} as const satisfies Record<string, KindDescription>

export type Kind = keyof typeof KINDS

const DESCRIPTIONS: Readonly<Record<Kind, KindDescription>> = KINDS

export function isKind(name: string): name is Kind {
  return Object.hasOwn(KINDS, name)
}

export function stageOf(kind: Kind): Stage {
  return DESCRIPTIONS[kind].stage
}

/** Whether the fault can befall the operation; `*` takes every kind. */
export function fits(kind: Kind, operation: string): boolean {
  return operation === '*' || (DESCRIPTIONS[kind].fits?.(operation) ?? true)
}
