import { expect, onTestFinished, test } from 'vitest'
import { ERROR_CODES } from '../../src/graphql/error-codes.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import {
  type GeneratedOperation,
  type KnownValues,
  listMutations,
  listQueries,
} from '../support/generated-operations.ts'
import { describeStores } from '../support/stores.ts'

/** What people, scripts and thieves put into fields. */
const BAD_TEXTS: Readonly<Record<string, string>> = {
  nothing: '',
  blanks: ' \t\u00A0\n ',
  'ten thousand letters': 'x'.repeat(10_000),
  'control characters': 'a\u0001\u0008\u001B[31m\u007F\u0085',
  NUL: 'a\u0000b',
  'half a character': 'a\uD800',
  'two halves in the wrong order': '\uDC00\uD800',
  'what XML cannot carry': '\uFEFF\uFFFE\uFFFF',
  'a text that runs backwards': '\u202Egpj.exe\u2066\u200F',
  'nothing to be seen': '\u200B\u200D\u2060',
  'a prototype': '__proto__',
  'a constructor': 'constructor',
  SQL: `'; drop table sessions; -- ") or 1=1`,
  XML: ']]><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><c>&b;</c>',
  JSON: '{"a":[1,null],"$where":"1"}',
  emoji: '👩‍👩‍👧‍👦'.repeat(20),
  'combining marks': `З${'\u0310'.repeat(300)}`,
  'very many digits': '9'.repeat(400),
  'no number': '1e309',
  'a number below all': '-9223372036854775809',
  'lines of a letter': 'a@example.com\r\nBcc: b@example.com',
  'a path': '../../../../etc/passwd%00',
  'a template': '{{7*7}}${7*7}%s%n<%= 7 %>',
  'a forged id': idOf('PersonAccount:__proto__'),
  'an id with a NUL': idOf('News:%00'),
}

function idOf(text: string): string {
  return Buffer.from(text).toString('base64url')
}

/** One for each layer that may stumble. */
const SHORT_LIST = Object.entries(BAD_TEXTS).filter(([what]) =>
  [
    'nothing',
    'ten thousand letters',
    'control characters',
    'NUL',
    'half a character',
    'what XML cannot carry',
    'a text that runs backwards',
    'a prototype',
    'XML',
    'emoji',
    'very many digits',
    'a forged id',
  ].includes(what),
)

/** What would mean that a text went through to where it breaks something. */
const SUSPICIOUS = /UNAVAILABLE|OUTCOME_UNKNOWN|NOT_CONFIRMED|INTERNAL|TIMEOUT|Pending$/
/** Of operations, and of a body with too many long texts. */
const TYPED: ReadonlySet<string> = new Set([...Object.keys(ERROR_CODES), 'PAYLOAD_TOO_LARGE'])

/** These go last, one after the other: they change what all others sign in with. */
const OWN_CREDENTIALS = ['changeLogin', 'changePassword']
const OPERATIONS = [...listQueries(), ...listMutations()].toSorted(
  ({ name: one }, { name: other }) => OWN_CREDENTIALS.indexOf(one) - OWN_CREDENTIALS.indexOf(other),
)
const CALLERS = ['anonymous', 'subscriber', 'partner', 'operator'] as const
type Caller = (typeof CALLERS)[number]

test('the generated operations are those of the contract, with their places for texts', () => {
  expect(OPERATIONS.length).toBeGreaterThan(80)
  expect(OPERATIONS.filter(({ places }) => places.length === 0).map(({ name }) => name)).toEqual([
    'capabilities',
    'company',
    'partner',
    'regions',
    'sessions',
    'statementExports',
    'viewer',
    'revokeOtherSessions',
    'signOut',
  ])
})

describeStores((openFresh) => {
  test.each(CALLERS)(
    'no text in any place of any query or mutation breaks anything for %s, each gets a typed answer, and the next query works',
    async (caller) => {
      const { url, kind } = await openFresh()
      const gateway = await startGateway({ storeUrl: url })
      onTestFinished(() => gateway.close())
      const token = await tokenOf(gateway, caller)
      const known = await knownValues(gateway)
      const mistakes: string[] = []
      for (const operation of OPERATIONS) {
        mistakes.push(...(await tryOperation(gateway, { operation, token, known, isThorough: kind === 'postgres' })))
      }
      expect(mistakes).toEqual([])
      await expectOrder(gateway, token, caller)
    },
    60_000,
  )
})

interface Trial {
  readonly operation: GeneratedOperation
  readonly token: string | undefined
  readonly known: KnownValues
  /** Whether all texts are tried, and in each place alone: once is enough, and the stricter database is the better judge. */
  readonly isThorough: boolean
}

/** Texts everywhere at once, and, where the caller comes so far, in each place alone among values that mean something. */
async function tryOperation(gateway: Gateway, trial: Trial): Promise<readonly string[]> {
  const { places } = trial.operation
  if (places.length === 0) return []
  const first = await sendAll(gateway, trial, SHORT_LIST.map(everywhere))
  const isClosed = first.every(({ code }) => code === 'FORBIDDEN' || code === 'UNAUTHENTICATED')
  const more = [
    ...Object.entries(BAD_TEXTS)
      .filter((row) => !SHORT_LIST.some(([what]) => what === row[0]))
      .map(everywhere),
    ...places.flatMap((place) =>
      SHORT_LIST.map(([what, text]) => ({ what: `${what} at ${place}`, texts: new Map([[place, text]]) })),
    ),
  ]
  const found = isClosed || !trial.isThorough ? first : [...first, ...(await sendAll(gateway, trial, more))]
  return found.flatMap(({ mistake }) => (mistake === null ? [] : [mistake]))
}

function everywhere([what, texts]: readonly [string, string]): Given {
  return { what, texts }
}

const BATCH = 12

async function sendAll(gateway: Gateway, trial: Trial, given: readonly Given[]): Promise<readonly Sent[]> {
  const found: Sent[] = []
  const batch = OWN_CREDENTIALS.includes(trial.operation.name) ? 1 : BATCH
  for (let start = 0; start < given.length; start += batch) {
    // A limit that is reached would hide what lies behind it.
    await gateway.store.tries.deleteBefore(Date.now() + 1000)
    found.push(...(await Promise.all(given.slice(start, start + batch).map((one) => send(gateway, trial, one)))))
  }
  return found
}

interface Given {
  readonly what: string
  readonly texts: ReadonlyMap<string, string> | string
}

interface Sent {
  /** Of the first error. */
  readonly code: string | null
  readonly mistake: string | null
}

interface Answer {
  readonly __typename: string
  readonly userErrors?: readonly { readonly code: string }[]
  readonly [refused: string]: unknown
}

async function send(gateway: Gateway, { operation, token, known }: Trial, { what, texts }: Given): Promise<Sent> {
  const variables = operation.variables({ known, texts })
  const headers = token === undefined ? {} : { token }
  const { status, data, errors, text } = await gateway.query<{ answer: Answer | null } | null>(
    operation.document,
    variables,
    headers,
  )
  const answer = data?.answer ?? null
  const codes = [
    ...errors.map(({ extensions }) => extensions.code),
    ...(answer?.userErrors ?? []).map(({ code }) => code),
    ...Object.values(answer ?? {}).filter((value) => typeof value === 'string'),
  ]
  // What is not there is null, and a list is judged by its first row.
  const isNull = operation.document.startsWith('query') && data?.answer === null
  const isTyped =
    errors.length === 0 ? answer !== null || isNull : errors.every(({ extensions: { code } }) => TYPED.has(code))
  const isBad = status >= 500 || !isTyped || codes.some((code) => SUSPICIOUS.test(code))
  return {
    code: errors[0]?.extensions.code ?? null,
    mistake: isBad ? `${operation.name}, ${what}: ${status} ${text.slice(0, 300)}` : null,
  }
}

async function tokenOf(gateway: Gateway, caller: Caller): Promise<string | undefined> {
  if (caller === 'anonymous') return undefined
  if (caller === 'partner') return gateway.openSession({ role: 'PARTNER' })
  return gateway.signIn(caller === 'operator' ? 'operator' : '200001')
}

/** Of the organisation that the subscriber holds, so that a single bad text is all that is wrong. */
async function knownValues(gateway: Gateway): Promise<KnownValues> {
  const { restId } = await gateway.sandbox.findAccount('200001')
  const accountId = String(restId)
  const [service] = gateway.sandbox.books.listServices([restId])
  return {
    accountId: writeId({ type: 'Account', kind: 'ORGANIZATION', accountId }),
    serviceId: writeId({ type: 'Service', accountId, serviceId: String(service?.id) }),
    tariffId: writeId({ type: 'Tariff', tariffId: '1' }),
    regionId: writeId({ type: 'Region', regionId: '1' }),
    accountNumber: '100001',
    login: '100002',
    id: writeId({ type: 'Ticket', accountId, ticketId: '20002' }),
    deviceId: writeId({ type: 'Device', accountId, deviceId: '300096' }),
    orderId: writeId({ type: 'ServiceOrder', accountId, orderId: '1' }),
    offeringId: writeId({ type: 'ServiceOffering', offeringId: '64' }),
    phone: '+79121112233',
    currentPassword: 'demo',
    email: 'somebody@example.com',
    amount: '10.00',
  }
}

async function expectOrder(gateway: Gateway, token: string | undefined, caller: Caller): Promise<void> {
  const document = {
    anonymous: '{ regions { name } }',
    subscriber: '{ viewer { role accounts { number balance { amount { amount } } } } }',
    partner: '{ paymentByExternalId(externalId: "nothing-1") { __typename } }',
    operator: '{ viewer { role } regions { name } }',
  }[caller]
  const { data, errors } = await gateway.query<object>(document, {}, token === undefined ? {} : { token })
  expect(errors).toEqual([])
  expect(JSON.stringify(data)).toMatch(/"(?:name|amount|paymentByExternalId)":/)
  // Whoever comes anew gets in.
  await gateway.signIn('100004')
}
