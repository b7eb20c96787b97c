import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { createTerminal, type Terminal } from '../support/terminals.ts'

interface Check {
  readonly checkAccount: Readonly<Record<string, unknown>>
}

const CHECK = `query ($number: String!) {
  checkAccount(accountNumber: $number) {
    __typename
    ... on PayableAccount {
      accountNumber payerName recommendedAmount { amount currency } minAmount { amount } maxAmount { amount }
    }
    ... on CheckRefused { code retryable message retryAfterSeconds }
  }
}`

let gateway: Gateway
let kiosk: Terminal

beforeAll(async () => {
  gateway = await startGateway({ accounts: 18 })
  kiosk = await terminal('kiosk')
})
afterAll(() => gateway.close())

function terminal(partnerId: string, perMinute = 1_000): Promise<Terminal> {
  return createTerminal(gateway, { partnerId, limits: { perMinute } })
}

async function check(number: string, by = kiosk): Promise<Readonly<Record<string, unknown>>> {
  return (await by.ask<Check>(CHECK, { number })).data.checkAccount
}

test('P6 a payer sees a masked name and what restores the service, and nothing else', async () => {
  const { balance } = await gateway.sandbox.findAccount('100004')
  expect(balance).toMatch(/^-/)
  expect(await check('100004')).toEqual({
    __typename: 'PayableAccount',
    accountNumber: '100004',
    payerName: expect.stringMatching(/^\p{Lu}\*{3}\p{L} \p{Lu}\. \p{Lu}\.$/u),
    recommendedAmount: { amount: balance.slice(1), currency: 'RUB' },
    minAmount: { amount: '0.01' },
    maxAmount: { amount: '100000.00' },
  })
})

test('P6 what is recommended restores the service when it is paid, and a kopeck less does not', async () => {
  const short = '0.01'
  const { recommendedAmount } = await check('100004')
  const { amount }: { amount: string } = Object(recommendedAmount)
  const kopecks = BigInt(amount.replace('.', '')) - 1n
  const less = `${kopecks / 100n}.${String(kopecks % 100n).padStart(2, '0')}`
  await kiosk.pay({ externalId: 'restore-1', accountNumber: '100004', amount: less })
  expect(await check('100004')).toMatchObject({ recommendedAmount: { amount: short } })
  await kiosk.pay({ externalId: 'restore-2', accountNumber: '100004', amount: short })
  expect(await check('100004')).not.toMatchObject({ recommendedAmount: { amount: short } })
  expect((await gateway.sandbox.findAccount('100004')).state).toBe((await gateway.sandbox.findAccount('100001')).state)
})

test('P6 without a debt it is what the next month’s fees lack, and nothing when they lack nothing', async () => {
  const { recommendedAmount } = await check('100001')
  const { amount = '0.00' }: { amount?: string } = Object(recommendedAmount)
  if (recommendedAmount !== null) await kiosk.pay({ externalId: 'fee-1', accountNumber: '100001', amount })
  expect(await check('100001')).toMatchObject({ __typename: 'PayableAccount', recommendedAmount: null })
  await gateway.sandbox.advanceClock(31 * 86_400_000)
  const later = await check('100001')
  expect(later).toMatchObject({ recommendedAmount: { currency: 'RUB' } })
})

test('P6 an organisation’s name is masked too', async () => {
  const { payerName } = await check('200001')
  expect(payerName).toMatch(/^(?:\p{Lu}+ «)?\p{L}\*{3}[\p{L}\p{N}]»?$/u)
})

test.each([
  ['999999', 'ACCOUNT_NOT_FOUND'],
  ['7123', 'ACCOUNT_NOT_FOUND'],
  ['100009', 'ACCOUNT_CLOSED'],
  ['', 'INVALID_VALUE'],
  [' 100001', 'INVALID_VALUE'],
  ['1'.repeat(10_000), 'INVALID_VALUE'],
  ['100001\u0000', 'INVALID_VALUE'],
])('P6 the number %j is refused: %s', async (number, code) => {
  const message = expect.any(String)
  expect(await check(number)).toEqual({
    __typename: 'CheckRefused',
    code,
    retryable: false,
    message,
    retryAfterSeconds: null,
  })
})

test('P6 a number that begins with zeros is another than without them', async () => {
  expect(await check('007123')).toMatchObject({ __typename: 'PayableAccount', accountNumber: '007123' })
})

test('P6 a billing that does not answer is no missing account', async () => {
  await gateway.sandbox.setFault('rest.accounts', 'http500')
  const refused = await check('100001')
  await gateway.sandbox.clearFaults()
  expect(refused).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
})

test('P6 a dead call for the name or the tariffs does not keep anybody from paying', async () => {
  await gateway.sandbox.setFault('rest.profiles', 'http500')
  await gateway.sandbox.setFault('rest.services', 'http500')
  const seen = await check('100001')
  await gateway.sandbox.clearFaults()
  expect(seen).toMatchObject({ __typename: 'PayableAccount', payerName: null, recommendedAmount: null })
})

test('P6 who tries numbers out is told nothing more after 200 misses, hit or miss, and paying is no way around', async () => {
  const guesser = await terminal('guesser')
  for (let round = 0; round < 20; round += 1) {
    const aliases = Array.from({ length: 6 }, (_, index) => {
      const number = 500_000 + round * 10 + index
      return `n${index}: checkAccount(accountNumber: "${number}") { __typename }`
    })
    await guesser.ask(`{ ${aliases.join(' ')} }`)
  }
  await check('100001', guesser)
  for (let index = 0; index < 80; index += 1) {
    await guesser.pay({ externalId: `g-${index}`, accountNumber: `${600_000 + index}`, amount: '1.00' })
  }
  const limited = { code: 'TOO_MANY_TRIES', retryable: true }
  expect(await check('100001', guesser)).toMatchObject(limited)
  expect(await check('777777', guesser)).toMatchObject(limited)
  const order = { externalId: 'g-x', accountNumber: '777777', amount: '1.00' }
  expect(await guesser.pay(order)).toMatchObject(limited)
  expect(await check('100001')).toMatchObject({ __typename: 'PayableAccount' })
  const audited = (await gateway.auditRows()).filter(({ act }) => act === 'partner-check-miss')
  expect(audited).toMatchObject([{ actor: 'PARTNER:guesser', object: 'partner:guesser', outcome: 'limited' }])
}, 60_000)

test('P6 checks per minute are counted, over all of a partner’s terminals', async () => {
  const hasty = await terminal('hasty', 2)
  const codes: unknown[] = []
  for (let index = 0; index < 7; index += 1) codes.push((await check('100001', hasty))['code'])
  expect(codes).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, 'TOO_MANY_TRIES'])
  expect(await check('100001', hasty)).toMatchObject({ retryAfterSeconds: expect.any(Number) })
})
