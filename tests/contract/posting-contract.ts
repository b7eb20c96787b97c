import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { formatMoney } from '../../src/domain/money.ts'
import { describeCancelContract } from './posting-cancel-contract.ts'
import { describeDebitContract } from './posting-debit-contract.ts'
import { describeFenceContract } from './posting-fence-contract.ts'
import { describeLookupContract } from './posting-lookup-contract.ts'
import { createOrders, type OrderFields, refused } from './posting-orders.ts'
import { describeRegistryContract } from './posting-registry-contract.ts'
import { type PostingSubject, postingCall } from './posting-subject.ts'
import { describeOpeningContract } from './ticket-opening-contract.ts'
import { describeWritingContract } from './ticket-writing-contract.ts'

/**
 * Whatever takes payments must do this, over the wire. The judge is the ledger of the billing itself: an adapter may not
 * know what became of a payment, but it may never say that it knows and be wrong.
 */
export function describePostingContract(name: string, setUp: () => Promise<PostingSubject>): void {
  describe(`the contract of writes: ${name}`, () => {
    let subject: PostingSubject
    beforeAll(async () => {
      subject = await setUp()
    }, 30_000)
    afterEach(() => subject.clearTrouble())
    afterAll(() => subject.close())
    const get = () => subject
    describe('posting', () => {
      describePosting(get)
    })
    describe('an answer that is none', () => {
      describeTroubles(get)
    })
    describe('the last moment', () => {
      describeFenceContract(get)
    })
    describe('canceling', () => {
      describeCancelContract(get)
    })
    describe('debiting', () => {
      describeDebitContract(get)
    })
    describe('looking up', () => {
      describeLookupContract(get)
    })
    describe('the registry', () => {
      describeRegistryContract(get)
    })
    describe('opening tickets', () => {
      describeOpeningContract(get)
    })
    describe('writing into tickets', () => {
      describeWritingContract(get)
    })
  })
}

function describePosting(get: () => PostingSubject): void {
  const { order, post } = createOrders(get)

  test('BIL-90 a payment is posted once, as it was ordered, and the account has the money', async () => {
    const account = await get().openAccount()
    const paidAt = Date.parse('2026-11-20T09:08:07.000Z')
    const wanted = order(account, 'P-90', { minorUnits: 10_050n, method: 'SBP', paidAt })
    const verdict = await get().billing.postings.postPayment(wanted, postingCall())
    const [row, ...others] = await get().rowsOf(account.id)
    expect(others).toEqual([])
    expect(row).toMatchObject({ amount: '100.50', reference: 'P-90', status: 'DONE' })
    expect(verdict).toEqual({
      kind: 'posted',
      payment: {
        id: row?.id,
        accountId: account.id,
        amount: wanted.amount,
        status: 'DONE',
        method: 'SBP',
        paidAt,
        externalId: 'P-90',
      },
    })
    expect(await get().balance(account.number)).toBe('100.50')
  })

  test('BIL-91 without an instant the billing takes its own', async () => {
    const account = await get().openAccount()
    const verdict = await post(account, 'P-91')
    const paidAt = verdict.kind === 'posted' ? (verdict.payment.paidAt ?? 0) : 0
    expect(Math.abs(paidAt - (await get().now()))).toBeLessThan(10_000)
  })

  test('BIL-92 Q9 amounts of every size arrive to the kopeck', async () => {
    const account = await get().openAccount()
    const amounts = [1n, 10n, 99n, 100n, 101n, 1_045n, 60_045n, 123_456_789n, 9_999_999_999n]
    for (const minorUnits of amounts) {
      const verdict = await post(account, `P-92-${minorUnits}`, { minorUnits })
      expect(verdict).toMatchObject({ kind: 'posted', payment: { amount: { minorUnits } } })
    }
    const rows = await get().rowsOf(account.id)
    expect(rows.map(({ amount }) => amount)).toEqual(
      amounts.map((minorUnits) => formatMoney({ minorUnits, currency: 'RUB' })),
    )
  })

  test('BIL-93 a reference comes back as it went, whatever it holds, up to the longest', async () => {
    const { billing } = get()
    const longest = billing.capabilities.maxReferenceLength
    const references = ['<&">\'', 'Терминал № 7', '0077001', '1e3', 'a  b', 'x'.repeat(longest)]
    const account = await get().openAccount()
    for (const reference of references) {
      expect(await post(account, reference)).toMatchObject({ kind: 'posted', payment: { externalId: reference } })
    }
    expect((await get().rowsOf(account.id)).map(({ reference }) => reference)).toEqual(references)
  })

  test.each<readonly [string, OrderFields & { readonly reference?: string }]>([
    ['an empty reference', { reference: '' }],
    ['blanks around the reference', { reference: ' P-94' }],
    ['a control character', { reference: 'P\u000094' }],
    ['a line break', { reference: 'P\n94' }],
    ['half a character', { reference: 'P\uD80094' }],
    ['a reference that is too long', { reference: 'x'.repeat(2000) }],
    ['nothing', { minorUnits: 0n }],
    ['less than nothing', { minorUnits: -1n }],
    ['another currency', { currency: 'USD' }],
    ['an instant that is none', { paidAt: Number.NaN }],
  ])('BIL-94 %s is refused and not sent', async (_name, wrong) => {
    const account = await get().openAccount()
    await get().resetCalls()
    const { reference = 'P-94', ...fields } = wrong
    await expect(post(account, reference, fields)).rejects.toMatchObject({
      code: 'BILLING_UNWRITABLE_REQUEST',
      outcome: 'not_applied',
    })
    expect(await get().calls('post')).toBe(0)
    expect(await get().rowsOf(account.id)).toEqual([])
  })

  test('BIL-95 an account that is not there or has ended, and an amount beyond all reason, are refusals', async () => {
    const ended = await get().openAccount()
    await get().terminateAccount(ended.number)
    const before = (await get().allRows()).length
    expect(await post({ id: '999999999' }, 'P-95')).toEqual(refused('ACCOUNT_NOT_FOUND'))
    expect(await post({ id: '1;2' }, 'P-95')).toEqual(refused('ACCOUNT_NOT_FOUND'))
    expect(await post(ended, 'P-95')).toEqual(refused('ACCOUNT_CLOSED'))
    const account = await get().openAccount()
    const beyond = { minorUnits: 10n ** 13n }
    expect(await post(account, 'P-95', beyond)).toEqual(refused('AMOUNT_NOT_ACCEPTED'))
    expect(await get().allRows()).toHaveLength(before)
  })

  test('BIL-96 Q1 a reference posted twice credits twice where nobody asks for the check', async () => {
    const unchecked = get().connect({ duplicateCheck: false })
    const account = await get().openAccount()
    for (let time = 0; time < 2; time += 1) {
      const verdict = await unchecked.postings.postPayment(order(account, 'P-96'), postingCall())
      expect(verdict.kind).toBe('posted')
    }
    expect(await get().rowsOf(account.id)).toHaveLength(2)
    expect(unchecked.capabilities.honoursExternalId).toBe(false)
  })

  test('BIL-97 Q1 a reference posted twice is a duplicate where the check is asked for, also after a cash desk', async () => {
    const account = await get().openAccount()
    const other = await get().openAccount()
    expect((await post(account, 'P-97')).kind).toBe('posted')
    expect(await post(account, 'P-97')).toEqual({ kind: 'duplicate' })
    expect(await post(other, 'P-97', { minorUnits: 5n })).toEqual({ kind: 'duplicate' })
    await get().postForeign({ number: other.number, amount: '5.00', reference: 'P-97-desk' })
    expect(await post(other, 'P-97-desk')).toEqual({ kind: 'duplicate' })
    expect([await get().rowsOf(account.id), await get().rowsOf(other.id)].map((rows) => rows.length)).toEqual([1, 1])
    // A cash desk does not ask, so that the billing alone keeps nothing apart.
    expect(get().billing.capabilities.honoursExternalId).toBe(false)
  })
}

/** Each with what the ledger holds in the end. The adapter must say `unknown`, and send nothing again. */
const TROUBLES: readonly (readonly [string, string, { code: string; rows: number; times?: number }])[] = [
  [
    'Q2 a connection that is reset after the payment was written',
    'dropAfterApplying',
    { code: 'BILLING_UNREACHABLE', rows: 1 },
  ],
  ['a connection that is reset before', 'reset', { code: 'BILLING_UNREACHABLE', rows: 0 }],
  ['Q3 an error although it was written', 'errorAfterApplying', { code: 'BILLING_FAILED', rows: 1 }],
  ['Q5 an HTML page with HTTP 200', 'html', { code: 'BILLING_FAILED', rows: 0 }],
  ['Q5 an HTTP 500 that leaks file and line', 'http500', { code: 'BILLING_FAILED', rows: 0 }],
  ['an HTTP 503', 'unavailable', { code: 'BILLING_OVERLOADED', rows: 0 }],
  ['Q6 XML that is not well-formed', 'notWellFormed', { code: 'BILLING_MALFORMED_ANSWER', rows: 1 }],
  ['Q8 an empty body with HTTP 200', 'empty', { code: 'BILLING_FAILED', rows: 0 }],
  ['Q8 a fault with HTTP 200 that means nothing listed', 'faultWith200', { code: 'BILLING_FAILED', rows: 0 }],
  ['an answer that stops in the middle', 'truncated', { code: 'BILLING_MALFORMED_ANSWER', rows: 1 }],
  ['an answer beyond all size', 'oversize', { code: 'BILLING_ANSWER_TOO_LARGE', rows: 1 }],
  ["another operation's answer", 'wrongOperation', { code: 'BILLING_MALFORMED_ANSWER', rows: 1 }],
  ["the echo of somebody else's payment", 'foreignRows', { code: 'BILLING_MALFORMED_ANSWER', rows: 1 }],
  ['an echo without some fields', 'missingFields', { code: 'BILLING_MALFORMED_ANSWER', rows: 1 }],
  ['Q9 an amount in the echo that is none', 'moneyBroken', { code: 'BILLING_MALFORMED_ANSWER', rows: 1 }],
  ['a status in the echo that nobody lists', 'unknownCodes', { code: 'BILLING_MALFORMED_ANSWER', rows: 1 }],
]

function describeTroubles(get: () => PostingSubject): void {
  const { order, post, find } = createOrders(get)

  test.each(TROUBLES)('BIL-98 %s is of unknown outcome', async (_name, kind, { code, rows }) => {
    const account = await get().openAccount()
    await get().trouble('post', kind)
    await get().resetCalls()
    await expect(post(account, `P-98-${kind}`)).rejects.toMatchObject({ code, outcome: 'unknown' })
    expect(await get().calls('post')).toBe(1)
    expect(await get().rowsOf(account.id)).toHaveLength(rows)
    // The look-up tells what the answer did not.
    expect((await find(account, `P-98-${kind}`)).map(({ payment }) => payment.accountId)).toEqual(
      Array.from({ length: rows }, () => account.id),
    )
  })

  test.each(['hang', 'drip'])('BIL-99 Q2 no end of the answer (%s) is a timeout of unknown outcome', async (kind) => {
    const impatient = get().connect({ timeoutMs: 300 })
    const account = await get().openAccount()
    await impatient.postings.findMarks([account.id], postingCall())
    await get().trouble('post', kind)
    const posting = impatient.postings.postPayment(order(account, `P-99-${kind}`), postingCall())
    await expect(posting).rejects.toMatchObject({ code: 'BILLING_TIMEOUT', outcome: 'unknown' })
  })

  test('BIL-100 Q2 the caller gives up, and the payment is committed all the same', async () => {
    const account = await get().openAccount()
    await get().trouble('post', { kind: 'applyLate', delayMs: 1500 })
    const caller = new AbortController()
    const posting = get().billing.postings.postPayment(order(account, 'P-100'), {
      signal: caller.signal,
      mayStart: () => true,
    })
    setTimeout(() => caller.abort(), 200)
    await expect(posting).rejects.toMatchObject({ code: 'BILLING_CANCELED', outcome: 'unknown' })
    // Not found is not never: that is what the settle wait is for.
    expect(await find(account, 'P-100')).toEqual([])
    await expect.poll(() => find(account, 'P-100'), { timeout: 8000 }).toHaveLength(1)
    expect(await get().rowsOf(account.id)).toHaveLength(1)
  })

  test('BIL-101 Q1 of two sendings of which the first is applied late, the check lets one through', async () => {
    const account = await get().openAccount()
    await get().trouble('post', { kind: 'applyLate', delayMs: 1000, times: 1 })
    const impatient = get().connect({ timeoutMs: 300 })
    const first = impatient.postings.postPayment(order(account, 'P-101'), postingCall())
    await expect(first).rejects.toMatchObject({ outcome: 'unknown' })
    expect((await post(account, 'P-101')).kind).toBe('posted')
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await get().rowsOf(account.id)).toHaveLength(1)
  })

  test('BIL-102 a payment that the billing writes twice is posted, and the look-up shows both rows', async () => {
    const account = await get().openAccount()
    await get().trouble('post', 'doubleCredit')
    expect((await post(account, 'P-102')).kind).toBe('posted')
    expect(await find(account, 'P-102')).toHaveLength(2)
    expect(await get().rowsOf(account.id)).toHaveLength(2)
  })

  test('BIL-103 Q4 success about nothing is of unknown outcome', async () => {
    const account = await get().openAccount()
    await get().trouble('post', { kind: 'successWithoutApplying', variant: 'empty' })
    await expect(post(account, 'P-103')).rejects.toMatchObject({
      code: 'BILLING_MALFORMED_ANSWER',
      outcome: 'unknown',
    })
    expect(await get().rowsOf(account.id)).toEqual([])
  })

  test('BIL-104 Q4 of a perfect echo with nothing written no adapter can know; the look-up and the ledger do', async () => {
    const account = await get().openAccount()
    await get().trouble('post', 'successWithoutApplying')
    expect((await post(account, 'P-104')).kind).toBe('posted')
    expect(await find(account, 'P-104')).toEqual([])
    expect(await get().rowsOf(account.id)).toEqual([])
  })

  test('BIL-105 Q9 the noise of a double and lost dates in the echo change nothing', async () => {
    const account = await get().openAccount()
    await get().trouble('post', 'moneyAsDoubles')
    expect(await post(account, 'P-105-a', { minorUnits: 60_045n })).toMatchObject({
      payment: { amount: { minorUnits: 60_045n } },
    })
    await get().trouble('post', 'zeroDates')
    expect(await post(account, 'P-105-b')).toMatchObject({ kind: 'posted', payment: { paidAt: null } })
  })
}
