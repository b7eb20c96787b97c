import { expect } from 'vitest'
import type { Posting, PostingPageKey } from '../../../src/billing/posting-port.ts'
import { formatMoney } from '../../../src/domain/money.ts'
import { expectCalls, NOT_APPLIED, UNWRITABLE, unique } from '../kit.ts'
import { posted } from '../money-orders.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call } from '../subject.ts'
import type { TrueLedgerRow } from '../truth.ts'

const DAY_MS = 86_400_000
const PARTS = ['books.ledger', 'office.openAccount'] as const satisfies readonly PartName[]

/** The ledger over all accounts, which the daily reconciliation reads. */
export const LEDGER_REQUIREMENTS: readonly Requirement[] = [
  requirement('LEDGER-1', 'Page by page it has every row of a period, oldest first, as the books have it.', {
    parts: [...PARTS, 'office.postPayment'],
    prove: async (subject) => {
      const { id } = await subject.office.openAccount()
      const [foreign, own] = [unique('R'), unique('R')]
      await subject.office.postPayment({ accountId: id, amount: '2.00', reference: foreign })
      const paymentId = await posted(subject, { id, reference: own })
      const to = (await subject.now()) + 1000
      const period = { from: to - 30 * DAY_MS, to }
      const truth = (await subject.books.ledger()).filter(({ postedAt }) => postedAt >= wholeSecond(period.from))
      expect(truth.length).toBeGreaterThan(1)
      for (const first of [7, 500]) {
        expect((await readAll(subject, period, first)).map(describeRow)).toEqual(truth.map(writeRow))
      }
      const ours = (await readAll(subject, period, 500)).filter(({ origin }) => origin === 'ours')
      expect(ours.map(({ payment }) => payment.id)).toContain(paymentId)
      expect(ours.map(({ payment }) => payment.externalId)).not.toContain(foreign)
    },
  }),
  requirement('LEDGER-5', 'A row that is posted between two pages moves no other: none is lost and none comes twice.', {
    parts: PARTS,
    prove: async (subject) => {
      const { id } = await subject.office.openAccount()
      const ids: string[] = []
      for (let count = 0; count < 3; count += 1) ids.push(await posted(subject, { id, reference: unique('R') }))
      const { postings } = subject.billing
      const to = (await subject.now()) + 60_000
      const page = { from: to - DAY_MS, to, first: 2 }
      // From the row before the first of them on, as far as there is one.
      const rows = (await subject.books.ledger()).map((row) => row.id)
      const after = rows[rows.indexOf(ids[0] ?? '') - 1] ?? null
      const one = await postings.listPostings({ ...page, after }, call())
      ids.push(await posted(subject, { id, reference: unique('R') }))
      const two = await postings.listPostings({ ...page, after: one.postings.at(-1)?.payment.id ?? null }, call())
      expect([...one.postings, ...two.postings].map(({ payment }) => payment.id)).toEqual(ids)
      expect([one.hasMore, two.hasMore]).toEqual([true, false])
    },
  }),
  requirement('LEDGER-2', 'A period begins with its first instant and ends before its last.', {
    parts: PARTS,
    prove: async (subject) => {
      const { id } = await subject.office.openAccount()
      const paymentId = await posted(subject, { id, reference: unique('R') })
      const row = (await subject.books.ledger()).find((one) => one.id === paymentId)
      const postedAt = wholeSecond(row?.postedAt ?? Number.NaN)
      const ids = async (from: number, to: number) =>
        (await readAll(subject, { from, to }, 500)).map(({ payment }) => payment.id)
      expect(await ids(postedAt, postedAt + 1000)).toContain(paymentId)
      expect(await ids(postedAt - 60_000, postedAt)).not.toContain(paymentId)
      expect(await ids(postedAt + 1000, postedAt + 60_000)).not.toContain(paymentId)
    },
  }),
  ...Object.entries<{ readonly words: string; readonly wrong: Partial<PostingPageKey> }>({
    long: { words: 'More than 31 days', wrong: { from: 0, to: 31 * DAY_MS + 1 } },
    backwards: { words: 'An end before its beginning', wrong: { from: 2, to: 1 } },
    nothing: { words: 'No time at all', wrong: { from: 1, to: 1 } },
    noRows: { words: 'A page of nothing', wrong: { first: 0 } },
    manyRows: { words: 'A page of more than 500', wrong: { first: 501 } },
    place: { words: 'A place that is none', wrong: { after: '0' } },
    instant: { words: 'An instant that is none', wrong: { from: Number.NaN } },
  }).map(([name, { words, wrong }]) =>
    requirement(`LEDGER-3.${name}`, `${words} is refused and not asked for.`, {
      prove: async (subject) => {
        await subject.calls?.reset()
        const key = { from: 0, to: DAY_MS, after: null, first: 10, ...wrong }
        await expect(subject.billing.postings.listPostings(key, call())).rejects.toMatchObject(UNWRITABLE)
        await expectCalls(subject, 'listPostings', 0)
      },
    }),
  ),
  ...(
    [
      'htmlPage',
      'emptyBody',
      'cutAnswer',
      'otherAnswer',
      'missingFields',
      'brokenMoney',
      'unlistedFault',
      'badRow',
    ] as const
  ).map((kind) =>
    requirement(`LEDGER-4.${kind}`, `A page that meets ${kind} is an error, never a shorter ledger.`, {
      parts: PARTS,
      faults: [['listPostings', kind]],
      prove: async (subject) => {
        await posted(subject, { id: (await subject.office.openAccount()).id, reference: unique('R') })
        const to = (await subject.now()) + 1000
        await subject.faults?.cause('listPostings', kind, {})
        const page = subject.billing.postings.listPostings({ from: to - DAY_MS, to, after: null, first: 100 }, call())
        await expect(page).rejects.toMatchObject(NOT_APPLIED)
      },
    }),
  ),
]

/** Every page of a period, each of that size. */
async function readAll(
  { billing }: ConformanceSubject,
  period: { from: number; to: number },
  first: number,
): Promise<readonly Posting[]> {
  const read: Posting[] = []
  let hasMore = true
  while (hasMore) {
    const after = read.at(-1)?.payment.id ?? null
    const page = await billing.postings.listPostings({ ...period, first, after }, call())
    expect(page.postings.length).toBe(page.hasMore ? first : page.postings.length)
    read.push(...page.postings)
    hasMore = page.hasMore && page.postings.length > 0
  }
  return read
}

function describeRow({ payment }: Posting): string {
  const { id, accountId, amount, status, externalId } = payment
  return `${id} ${accountId} ${formatMoney(amount)} ${status} ${externalId}`
}

function writeRow({ id, accountId, amount, status, externalId }: TrueLedgerRow): string {
  return `${id} ${accountId} ${amount} ${status} ${externalId}`
}

/** Dates on the wire have no more. */
function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000
}
