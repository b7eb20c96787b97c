import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../src/partner-command/main.ts', import.meta.url))

export interface PartnerCredentials {
  readonly partnerId: string
  readonly secret: string
}

/** Creates a partner with the program that a provider's engineer would use. Its limits are wide. */
export async function createPartner(
  partnerId: string,
  environment: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<PartnerCredentials> {
  const limits = ['--min', '0.01', '--max', '100000.00', '--per-day', '999999999.00', '--per-minute', '100000']
  const line = [
    'create',
    partnerId,
    '--name',
    partnerId,
    '--template',
    `${partnerId}-{externalId}`,
    ...limits,
    ...options,
    // The gateways that it is for may start later.
    '--new-store',
    '--json',
  ]
  const child = spawn(process.execPath, [COMMAND, ...line], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`The partner could not be created (exit code ${String(code)}).`)
  const { secret } = Object(JSON.parse(said))
  if (typeof secret !== 'string') throw new Error('The partner was created without a secret.')
  return { partnerId, secret }
}

/** What became of one request: the mutation's answer, or why there is none. */
export type PartnerAnswer =
  | { readonly kind: 'answer'; readonly typename: string; readonly retryable: boolean; readonly text: string }
  /** No answer, or one that says nothing about the order: it may be known, and may not. */
  | { readonly kind: 'none'; readonly code: string }
  | { readonly kind: 'unauthenticated' }

const PAYMENT = 'payment { id externalId accountNumber amount { amount currency } acceptedAt registeredAt }'

const PAY = `mutation Pay($input: PayInput!) {
  pay(input: $input) {
    __typename
    ... on PaymentAccepted { ${PAYMENT} retryable }
    ... on PaymentPending { ${PAYMENT} retryable }
    ... on PaymentRefused { code ${PAYMENT} retryable }
    ... on IdempotencyConflict { retryable }
  }
}`

const CANCEL = `mutation Cancel($input: CancelPaymentInput!) {
  cancelPayment(input: $input) {
    __typename
    ... on PaymentCanceled { ${PAYMENT} retryable }
    ... on CancellationPending { ${PAYMENT} retryable }
    ... on CancellationRefused { code retryable }
    ... on IdempotencyConflict { retryable }
  }
}`

const SIGN_IN = `mutation SignIn($input: SignInPartnerInput!) {
  signInPartner(input: $input) { session { accessToken } userErrors { code } }
}`

export interface PayOrder {
  readonly externalId: string
  readonly accountNumber: string
  /** Decimal text. */
  readonly amount: string
}

/** How one request reaches a gateway. */
export interface Line {
  readonly url: string
  readonly token: string
  /** Ends the wait for an answer. */
  readonly signal: AbortSignal
}

export function pay(order: PayOrder, line: Line): Promise<PartnerAnswer> {
  return send(line, { query: PAY, input: order, field: 'pay' })
}

export function cancel(order: { externalId: string; idempotencyKey: string }, line: Line): Promise<PartnerAnswer> {
  return send(line, { query: CANCEL, input: order, field: 'cancelPayment' })
}

/** A token, or null when nobody answers. */
export async function signInPartner(
  url: string,
  input: PartnerCredentials,
  signal: AbortSignal,
): Promise<string | null> {
  const answer = await post(url, { token: null, body: { query: SIGN_IN, variables: { input } }, signal })
  const token: unknown = Object(Object(Object(Object(answer).data).signInPartner).session).accessToken
  return typeof token === 'string' ? token : null
}

interface Mutation {
  readonly query: string
  readonly input: unknown
  readonly field: string
}

async function send({ url, token, signal }: Line, { query, input, field }: Mutation): Promise<PartnerAnswer> {
  const answer = await post(url, { token, body: { query, variables: { input } }, signal })
  if (answer === null) return { kind: 'none', code: 'no answer' }
  const { data, errors } = Object(answer)
  const value = Object(Object(data)[field])
  if (typeof value.__typename === 'string') {
    return {
      kind: 'answer',
      typename: value.__typename,
      retryable: value.retryable === true,
      text: JSON.stringify(value),
    }
  }
  const code = String(Object(Object(Object(errors)[0]).extensions).code)
  if (code === 'GRAPHQL_VALIDATION_FAILED') throw new Error(`The document of ${field} does not fit the schema.`)
  return code === 'UNAUTHENTICATED' ? { kind: 'unauthenticated' } : { kind: 'none', code }
}

/** The JSON of an answer, or null: a client that hears nothing knows nothing. */
async function post(
  url: string,
  { token, body, signal }: { token: string | null; body: unknown; signal: AbortSignal },
): Promise<unknown> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })
    const value: unknown = await response.json()
    return value
  } catch {
    return null
  }
}
