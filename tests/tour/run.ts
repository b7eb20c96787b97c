import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Step } from './page.ts'
import { createTourValues } from './values.ts'

/** The well-known secrets of the sandbox: all logins have one, and so has its partner. */
const PASSWORD = 'demo'
const PARTNER = { partnerId: 'demo-terminal', secret: 'demo-secret' }

const SIGN_IN = `mutation ($login: String!) { signIn(input: { login: $login, password: "${PASSWORD}" }) { session { accessToken } } }`
const SIGN_IN_PARTNER = `mutation { signInPartner(input: { partnerId: "${PARTNER.partnerId}", secret: "${PARTNER.secret}" }) { session { accessToken } } }`

/** Runs all steps one after the other, each as its caller, and answers what came of them. Subscriptions stay open meanwhile. */
export async function runSteps(
  { url, dataDir }: { readonly url: string; readonly dataDir: string },
  steps: readonly Step[],
): Promise<readonly unknown[]> {
  const tokens = new Map<string, string>()
  const values = createTourValues(join(dataDir, 'outbox'))
  const answers: Promise<unknown>[] = []
  for (const { caller, operation, variables, events } of steps) {
    const token = caller === null ? null : await tokenOf(caller)
    const request = { query: operation, variables: values.fill(variables) }
    const answer = events === null ? post(url, request, token) : listen({ url, request, token, count: events })
    answers.push(answer)
    if (events === null) await values.learn(await answer)
    else await Promise.race([answer, delay(BEGUN_AFTER_MS)])
  }
  return Promise.all(answers)

  /** A caller in braces is a token of an answer before. */
  async function tokenOf(caller: string): Promise<string> {
    if (caller.startsWith('{{')) return values.fill(caller)
    const token = tokens.get(caller) ?? (await signIn(url, caller))
    tokens.set(caller, token)
    return token
  }
}

async function signIn(url: string, caller: string): Promise<string> {
  const isPartner = caller === PARTNER.partnerId
  const query = isPartner ? SIGN_IN_PARTNER : SIGN_IN
  const text = JSON.stringify(await post(url, { query, variables: isPartner ? {} : { login: caller } }, null))
  const token = /"accessToken":"(?<token>[^"]+)"/.exec(text)?.groups?.['token']
  if (token === undefined) throw new Error(`${caller} cannot sign in: ${text}`)
  return token
}

export async function post(url: string, body: object, token: string | null): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', headers: headersFor(token), body: JSON.stringify(body) })
  return answer.json()
}

function headersFor(token: string | null): Record<string, string> {
  return { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
}

/** As long as a subscription takes to tell what there is already; what comes later is brought about by the next steps. */
export const BEGUN_AFTER_MS = 2_000
const PATIENCE_MS = 20_000
const EVENT = /^event: next\ndata: (?<data>.*)$/

/** The first events of a subscription, as server-sent events. Fewer of them when no more come in time. */
export async function listen(parts: {
  readonly url: string
  readonly request: object
  readonly token: string | null
  readonly count: number
}): Promise<unknown> {
  const { url, request, token, count } = parts
  const headers = { ...headersFor(token), accept: 'text/event-stream' }
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(request), signal })
  if (!answer.ok || answer.body === null) return [await answer.json()]
  const events: unknown[] = []
  let text = ''
  try {
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const whole = text.split('\n\n')
      text = whole.pop() ?? ''
      const texts = whole.flatMap((event) => EVENT.exec(event)?.groups?.['data'] ?? [])
      for (const data of texts) events.push(JSON.parse(data))
      if (events.length >= count) break
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return events.slice(0, count)
}

/** What changes by its nature from run to run, by its form. The page tells this rule to its readers. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/, 'an instant'],
  [/^\d{4}-\d{2}-\d{2}$/, 'a day'],
  [/^\d{4}-\d{2}$/, 'a month'],
  [/^(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}$/, 'a month'],
  [/^ey[\w-]+\.[\w-]+\.[\w-]+$/, 'an access token'],
  [/^\d{1,9}(?:-[\dA-HJKMNP-TV-Z]{4}){4}$/, 'a receipt number'],
  [/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/, 'a UUID'],
]

/** Fields that hold secrets or numbers of a request, whatever their form. */
const MASKED_FIELDS: ReadonlySet<string> = new Set([
  'invitation',
  'invitationId',
  'attachmentId',
  'uploadUrl',
  'visitId',
  'checkoutId',
  'redirectUrl',
  'qrPayload',
  'oneTimePassword',
  'refreshToken',
  'requestId',
  'incidentId',
  'retryAfterSeconds',
  'qrText',
])

/** A day as people read it, such as that of a visit. */
const DAY_IN_TEXT = /\b\d{2}\.\d{2}\.\d{4}\b/g

/** An answer with the word of what changes in the place of it, so that two runs can be compared. */
export function maskAnswer(value: unknown): unknown {
  if (typeof value === 'string')
    return MASKS.find(([form]) => form.test(value))?.[1] ?? value.replace(DAY_IN_TEXT, 'a day')
  if (Array.isArray(value)) return value.map(maskAnswer)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      MASKED_FIELDS.has(name) && inner !== null ? `a ${name}` : maskAnswer(inner),
    ]),
  )
}
