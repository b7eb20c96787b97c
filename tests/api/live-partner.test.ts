import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEvents } from '../support/event-client.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { watch } from '../support/live-client.ts'
import { signBody } from '../support/partner-gateways.ts'
import { partnerOf } from '../support/partners.ts'

let gateway: Gateway
let token: string
let key: string
beforeAll(async () => {
  gateway = await startGateway({ accounts: 18, billingTimeoutMs: 1_000 })
  const { id, name, networks, limits, referenceTemplate, paymentMethod } = partnerOf()
  const partner = { id, name, networks, limits, referenceTemplate, paymentMethod, terminal: null, signs: true }
  const verdict = await gateway.partners.create(partner, { actor: 'cli' })
  if (verdict.kind !== 'created') throw new Error(JSON.stringify(verdict))
  const { secret, signingSecret } = verdict.secrets
  key = signingSecret ?? ''
  const { data } = await gateway.query<{ signInPartner: { session: { accessToken: string } } }>(
    'mutation ($input: SignInPartnerInput!) { signInPartner(input: $input) { session { accessToken } } }',
    { input: { partnerId: id, secret } },
  )
  token = data.signInPartner.session.accessToken
})
afterAll(() => gateway.close())

const statusOf = (id: string) =>
  JSON.stringify({
    query: 'subscription ($id: String!) { paymentStatusChanged(externalId: $id) { ... on PartnerPayment { state } } }',
    variables: { id },
  })

interface Changed {
  readonly paymentStatusChanged: { readonly state: string }
}

test('S8 PARTNER-6 a partner that signs sees its payment to the end: the signature counts once, the session for each event', async () => {
  await gateway.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
  await gateway.sandbox.setFault('soap.FindPayment', { kind: 'http500', times: 3 })
  const input = { externalId: 'signed-1', accountNumber: '100002', amount: '10.00' }
  const pay = JSON.stringify({
    query: 'mutation ($input: PayInput!) { pay(input: $input) { __typename } }',
    variables: { input },
  })
  const paying = fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...signed(pay) },
    body: pay,
  })
  while ((await gateway.store.intents.count()).UNKNOWN === 0) await delay(20)
  const body = statusOf('signed-1')
  const live = await openEvents<Changed>(gateway.url, body, { token, headers: signed(body) })
  const states: string[] = []
  for (let last = ''; last !== 'DONE'; states.push(last)) {
    const { data, errors } = await live.next(15_000)
    expect(errors).toBeUndefined()
    last = data?.paymentStatusChanged.state ?? 'none'
  }
  expect(states.length).toBeGreaterThan(1)
  expect(await live.ended).toBe('complete')
  await paying
})

test.each([
  ['a wrong signature', 'SIGNATURE_INVALID', { 'x-signature': '0'.repeat(64) }],
  ['an old one', 'SIGNATURE_STALE', { 'x-timestamp': String(Date.now() - 3_600_000) }],
])('PARTNER-6 %s opens no stream, and says why', async (_what, code, headers) => {
  const body = statusOf('signed-1')
  const answer = await openEvents(gateway.url, body, { token, headers: { ...signed(body), ...headers } })
  await answer.ended
  expect(answer.status).toBe(401)
  expect(JSON.parse(answer.text())).toMatchObject({ errors: [{ extensions: { code, retryable: false } }] })
})

test('PARTNER-8 a signature opens one stream', async () => {
  const body = statusOf('nothing')
  const headers = signed(body)
  const first = await openEvents(gateway.url, body, { token, headers })
  await first.ended
  expect(first.text()).toContain('OBJECT_NOT_FOUND')
  const again = await openEvents(gateway.url, body, { token, headers })
  await again.ended
  expect(again.status).toBe(401)
  expect(again.text()).toContain('SIGNATURE_REPLAYED')
})

test('PARTNER-6 a partner that signs opens no WebSocket: there is no body to sign', async () => {
  const { query } = JSON.parse(statusOf('signed-1'))
  const live = watch(gateway.url, query, { variables: { id: 'signed-1' }, token })
  expect(await live.ended).toBe(4403)
})

function signed(body: string): Record<string, string> {
  return signBody(body, { key, at: Date.now() })
}
