import { createHash, createHmac, randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'

// A payment terminal's day in one sitting. It needs nothing but Node: `node terminal.ts --account 100001 --amount 150.00`.

const OPTIONS = {
  url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
  partner: { type: 'string', default: 'demo-terminal' },
  secret: { type: 'string', default: 'demo-secret' },
  /** Of a partner whose requests have to be signed; empty for one that signs none. */
  'signing-secret': { type: 'string', default: '' },
  account: { type: 'string', default: '100001' },
  /** With two decimals. */
  amount: { type: 'string', default: '150.00' },
} as const

const values = readOptions()

/** How long a terminal repeats an order before it prints "being processed" for the payer. */
const PATIENCE_MS = 60_000
const PAUSE_MS = 1_000
/** What is not answered by then is repeated. */
const ANSWER_MS = 15_000

/** Nothing was run, and no copy of the same request ever was: the program is wrong, and repeating it mends nothing. */
const WRONG_PROGRAM = ['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_TOO_COMPLEX']

/** An error in `errors`. It never says that nothing was paid: an earlier copy of the order may have been accepted. */
class RequestError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

interface Payment {
  readonly externalId: string
  readonly accountNumber: string
  readonly amount: { readonly amount: string }
  readonly state: string
  readonly acceptedAt: string
  readonly registeredAt: string | null
}

interface Answer {
  readonly __typename: string
  readonly retryable: boolean
  readonly message: string
  readonly payment: Payment | null
}

const ANSWER = `__typename ... on PaymentAnswer {
  retryable message
  payment { externalId accountNumber amount { amount } state acceptedAt registeredAt }
}`

let token = ''

try {
  await work()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}

async function work(): Promise<void> {
  token = await signIn()
  await check(values.account)
  const first = await payAndLoseTheAnswer({ accountNumber: values.account, amount: values.amount })
  const second = await order('pay', { externalId: randomUUID(), accountNumber: values.account, amount: '10.00' })
  await takeBack(second.payment)
  await handIn(first)
}

/** Tokens last ten minutes: a real terminal signs in again a minute before. */
async function signIn(): Promise<string> {
  const input = { partnerId: values.partner, secret: values.secret }
  const { signInPartner } = await ask<{
    signInPartner: { session: { accessToken: string } | null; userErrors: readonly { message: string }[] }
  }>(
    `mutation ($input: SignInPartnerInput!) {
      signInPartner(input: $input) { session { accessToken } userErrors { message } }
    }`,
    { variables: { input }, isSignIn: true },
  )
  if (!signInPartner.session) throw new Error(signInPartner.userErrors[0]?.message)
  say(`signed in as ${values.partner}`)
  return signInPartner.session.accessToken
}

/** What the payer sees before the money goes in. */
async function check(accountNumber: string): Promise<void> {
  const { checkAccount } = await ask<{
    checkAccount: {
      __typename: string
      payerName: string | null
      recommendedAmount: { amount: string } | null
      message: string
    }
  }>(
    `query ($accountNumber: String!) {
      checkAccount(accountNumber: $accountNumber) {
        __typename
        ... on PayableAccount { payerName recommendedAmount { amount } }
        ... on CheckRefused { message }
      }
    }`,
    { variables: { accountNumber } },
  )
  if (checkAccount.__typename !== 'PayableAccount') throw new Error(checkAccount.message)
  say(`account ${accountNumber}: ${checkAccount.payerName}, to pay: ${checkAccount.recommendedAmount?.amount ?? '-'}`)
}

/** The line breaks right after the order has left. The terminal knows nothing, and repeats it with the same id. */
async function payAndLoseTheAnswer(paid: { accountNumber: string; amount: string }): Promise<Payment> {
  // Made once and written down before the first try: a new id would be a new payment.
  const input = { externalId: randomUUID(), ...paid }
  await sendAndHangUp(`mutation ($input: PayInput!) { pay(input: $input) { ${ANSWER} } }`, { input })
  say('the line broke: no answer')
  const answer = await order('pay', input)
  const repeated = await order('pay', input)
  const isSame = JSON.stringify(answer) === JSON.stringify(repeated)
  say(`repeated: ${answer.__typename}, ${answer.payment.state} at ${answer.payment.registeredAt}`)
  say(`repeated once more: ${isSame ? 'the same answer' : 'ANOTHER ANSWER'}`)
  return answer.payment
}

async function takeBack({ externalId }: Payment): Promise<void> {
  const input = { externalId, idempotencyKey: randomUUID(), reason: 'PAYER_ASKED' }
  const { __typename, payment } = await order('cancelPayment', input)
  say(`taken back: ${__typename}, ${payment.state}`)
}

/** At the end of the day: hold the own books against the provider's. */
async function handIn(payment: Payment): Promise<void> {
  const date = payment.acceptedAt.slice(0, 10)
  const registry = `query ($date: Date!) {
    paymentRegistry(date: $date, first: 100) { sha256 totals { done { count amount { amount } } } nodes { externalId } }
  }`
  const { paymentRegistry } = await ask<{
    paymentRegistry: { sha256: string; totals: { done: { count: number; amount: { amount: string } } } }
  }>(registry, { variables: { date } })
  const { done } = paymentRegistry.totals
  say(`the provider has ${done.count} payments of the day, ${done.amount.amount} in all`)
  const rows = [{ externalId: payment.externalId, accountNumber: payment.accountNumber, amount: values.amount }]
  const lines = rows.map((row) => `${row.externalId}\t${row.accountNumber}\t${row.amount}\n`).toSorted()
  const isSame = createHash('sha256').update(lines.join('')).digest('hex') === paymentRegistry.sha256
  say(`the hash of my books: ${isSame ? 'the same' : 'another, so what differs is asked for'}`)
  const { submitRegistry } = await ask<{
    submitRegistry: {
      rows: readonly { externalId: string; verdict: string; judgedBy: string }[]
      missingInPartnerCount: number
      message: string
    }
  }>(
    `mutation ($input: SubmitRegistryInput!) {
      submitRegistry(input: $input) {
        ... on RegistryJudged { rows { externalId verdict judgedBy } missingInPartnerCount }
        ... on RegistryRefused { message }
      }
    }`,
    { variables: { input: { date, rows } } },
  )
  for (const { verdict, judgedBy } of submitRegistry.rows) say(`register: ${verdict} by ${judgedBy}`)
  say(`missing in my books: ${submitRegistry.missingInPartnerCount}`)
}

/** Gives an order and repeats it, with the same ids, until its outcome is known. */
async function order(field: 'pay' | 'cancelPayment', input: object): Promise<Answer & { payment: Payment }> {
  const type = field === 'pay' ? 'PayInput' : 'CancelPaymentInput'
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${ANSWER} } }`
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    const data = await ask<Record<string, Answer>>(query, { variables: { input } }).catch(mendAndRepeat)
    const answer = data?.[field]
    if (answer && !answer.retryable) {
      if (answer.payment === null) throw new Error(`${answer.__typename}: ${answer.message}`)
      return { ...answer, payment: answer.payment }
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  throw new Error('No outcome yet: print "being processed", and go on asking paymentByExternalId.')
}

/** Whatever went wrong, the order may have been accepted: all but a wrong program is mended and repeated. */
async function mendAndRepeat(reason: unknown): Promise<null> {
  const code = reason instanceof RequestError ? reason.code : ''
  if (WRONG_PROGRAM.includes(code)) throw reason
  if (code === 'UNAUTHENTICATED') token = await signIn().catch(() => token)
  return null
}

/** Ends the connection as soon as the request is written: whatever is answered, nobody hears it. */
async function sendAndHangUp(query: string, variables: object): Promise<void> {
  const { request } = await (values.url.startsWith('https:') ? import('node:https') : import('node:http'))
  const body = JSON.stringify({ query, variables })
  const headers = { 'content-type': 'application/json', ...authorize(body) }
  await new Promise<void>((resolve) => {
    const sent = request(values.url, { method: 'POST', headers })
    sent.on('error', () => resolve()).on('close', () => resolve())
    sent.end(body, () => sent.destroy())
  })
}

async function ask<T>(
  query: string,
  { variables, isSignIn = false }: { variables: object; isSignIn?: boolean },
): Promise<T> {
  const body = JSON.stringify({ query, variables })
  const headers = { 'content-type': 'application/json', ...(isSignIn ? {} : authorize(body)) }
  const response = await fetch(values.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(ANSWER_MS) })
  // What stands between here and the gateway may answer for it, e.g. 502 with a page.
  const isOurs = response.headers.get('content-type')?.includes('json') ?? false
  const { data, errors }: Envelope<T> = isOurs ? JSON.parse(await response.text()) : {}
  const [error] = errors ?? []
  if (error) throw new RequestError(error.extensions?.code ?? '', error.message)
  if (!data) throw new Error(`no answer of the gateway's, but HTTP ${response.status}`)
  return data
}

interface Envelope<T> {
  readonly data?: T
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code: string } }[]
}

/** Each attempt has a signature of its own: a nonce is taken once. */
function authorize(body: string): Record<string, string> {
  const authorization = `Bearer ${token}`
  const key = values['signing-secret']
  if (key === '') return { authorization }
  const [timestamp, nonce] = [String(Date.now()), randomUUID()]
  const signature = createHmac('sha256', key).update(`${timestamp}.${nonce}.${body}`).digest('hex')
  return { authorization, 'x-timestamp': timestamp, 'x-nonce': nonce, 'x-signature': signature }
}

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    const names = Object.keys(OPTIONS).map((name) => `--${name}`)
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nOptions: ${names.join(', ')}.\n`)
    process.exit(2)
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error instanceof RequestError ? `${error.code}: ` : ''}${error.message}${cause}`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
