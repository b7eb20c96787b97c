import { expect, onTestFinished, test } from 'vitest'
import { startGateway } from '../support/gateway.ts'
import { signBody, tokenOf } from '../support/partner-gateways.ts'
import { partnerOf } from '../support/partners.ts'
import { PAY } from '../support/terminals.ts'

async function startSigning() {
  const gateway = await startGateway({ accounts: 18 })
  onTestFinished(() => gateway.close())
  const { state: _state, createdAt: _createdAt, updatedAt: _updatedAt, ...given } = partnerOf()
  const partner = { ...given, signs: true }
  const verdict = await gateway.partners.create(partner, { actor: 'test' })
  const { secret, signingSecret } = verdict.kind === 'created' ? verdict.secrets : { secret: null, signingSecret: null }
  const token = await tokenOf(gateway.url, { partnerId: partner.id, secret: secret ?? '' })
  const send = async (body: string, headers: Readonly<Record<string, string>>) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body,
    })
    return { status: response.status, ...Object(await response.json()) }
  }
  return { gateway, key: signingSecret ?? '', send }
}

test('P6 PAY-1 PARTNER-8 a signed payment that the line sends twice reads as a doubt, and its repeat hears the first answer', async () => {
  const { gateway, key, send } = await startSigning()
  const input = { externalId: 'twice', accountNumber: '100001', amount: '10.00' }
  const body = JSON.stringify({ query: PAY, variables: { input } })
  const headers = signBody(body, { key, at: Date.now() })
  // What a client's own resend does: the first answer is lost, the copy's is heard.
  const first = await send(body, headers)
  const copy = await send(body, headers)
  expect(copy).toMatchObject({
    status: 401,
    errors: [
      {
        message: expect.stringContaining('may have been carried out'),
        extensions: { code: 'SIGNATURE_REPLAYED', retryable: true },
      },
    ],
  })
  const repeated = await send(body, signBody(body, { key, at: Date.now() }))
  expect(repeated.data).toEqual(first.data)
  expect(repeated.data.pay).toMatchObject({ __typename: 'PaymentAccepted', payment: { state: 'DONE' } })
  const { payments } = await gateway.sandbox.ledger()
  expect(payments.filter(({ receipt }) => receipt === 'kiosk/twice')).toHaveLength(1)
})
