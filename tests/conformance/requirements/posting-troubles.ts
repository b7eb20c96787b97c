import { expect } from 'vitest'
import { CANCELED, expectCalls, NOT_APPLIED, UNKNOWN, unique, whenSent } from '../kit.ts'
import { findPostings, paymentOrder, post, posted, rowsOf } from '../money-orders.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, writingCall } from '../subject.ts'
import { TROUBLES } from '../troubles.ts'

const PARTS = ['books.payments', 'office.openAccount'] as const satisfies readonly PartName[]

/** What cannot be looked up has nothing to say. */
const unlessFound = ({ billing: { capabilities } }: ConformanceSubject): string | null =>
  capabilities.reconcile === 'none' ? 'this billing lets no payment be looked up' : null

/** A payment whose answer was none, and one that is held back at the last moment. */
export const POSTING_TROUBLE_REQUIREMENTS: readonly Requirement[] = [
  ...TROUBLES.map(({ kind, words, rows, codes }) =>
    requirement(
      `POSTINGS-20.${kind}`,
      `After ${words} a payment is of unknown outcome, sent once, and the look-up tells.`,
      {
        parts: PARTS,
        faults: [['postPayment', kind]],
        prove: async (subject) => {
          const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
          // A row of somebody else, for the answers that mix one in.
          await posted(subject, { id: (await subject.office.openAccount()).id, reference: unique('P') })
          await subject.faults?.cause('postPayment', kind, {})
          await subject.calls?.reset()
          const error: unknown = await post(subject, payer).catch((reason: unknown) => reason)
          expect(error).toMatchObject(UNKNOWN)
          expect(codes).toContain(codeOf(error))
          await expectCalls(subject, 'postPayment', 1)
          await subject.faults?.clear()
          const written = await subject.books.payments(payer.id)
          if (rows !== null) expect(written).toHaveLength(rows)
          if (unlessFound(subject) !== null) return
          const found = await findPostings(subject, payer)
          expect(found.map(({ payment }) => payment.id)).toEqual(written.map(({ id }) => id))
        },
      },
    ),
  ),
  requirement('POSTINGS-21', 'No end of the answer is a timeout of unknown outcome.', {
    parts: [...PARTS, 'connections.open'],
    settings: ['timeoutMs'],
    faults: [['postPayment', 'noAnswer']],
    prove: async (subject) => {
      const impatient = await subject.connections.open({ timeoutMs: 450 })
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      // Sessions and keys are there before, so that it is the payment that meets the fault.
      await impatient.postings.postPayment(paymentOrder(subject, { ...payer, reference: unique('P') }), writingCall())
      await subject.faults?.cause('postPayment', 'noAnswer', { times: 1 })
      const posting = impatient.postings.postPayment(paymentOrder(subject, payer), writingCall())
      await expect(posting).rejects.toMatchObject({ ...UNKNOWN, code: 'BILLING_TIMEOUT' })
    },
  }),
  requirement(
    'POSTINGS-22',
    'The caller gives up, the payment is written all the same, and "not found" was not "never".',
    {
      parts: PARTS,
      faults: [['postPayment', 'lateWrite']],
      unless: unlessFound,
      prove: async (subject) => {
        const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
        await subject.faults?.cause('postPayment', 'lateWrite', { delayMs: 700, times: 1 })
        await expect(postImpatiently(subject, payer)).rejects.toMatchObject({ ...UNKNOWN, code: 'BILLING_CANCELED' })
        expect(await findPostings(subject, payer)).toEqual([])
        await expect.poll(() => findPostings(subject, payer), { timeout: 8000, interval: 50 }).toHaveLength(1)
        expect(await subject.books.payments(payer.id)).toHaveLength(1)
      },
    },
  ),
  requirement(
    'POSTINGS-23',
    'Of two sendings of which the first is written late, the check of the billing lets one through.',
    {
      parts: PARTS,
      faults: [['postPayment', 'lateWrite']],
      unless: ({ samples }) =>
        samples.refusesRepeatedReference === true ? null : 'this adapter does not ask for the check',
      prove: async (subject) => {
        const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
        await subject.faults?.cause('postPayment', 'lateWrite', { delayMs: 700, times: 1 })
        await expect(postImpatiently(subject, payer)).rejects.toMatchObject(UNKNOWN)
        expect((await post(subject, payer)).kind).toBe('posted')
        await new Promise((resolve) => setTimeout(resolve, 800))
        expect(await subject.books.payments(payer.id)).toHaveLength(1)
      },
    },
  ),
  requirement('POSTINGS-24', 'A payment that the billing writes twice is posted, and the look-up shows both rows.', {
    parts: PARTS,
    faults: [['postPayment', 'doubleWrite']],
    unless: unlessFound,
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      await subject.faults?.cause('postPayment', 'doubleWrite', { times: 1 })
      expect((await post(subject, payer)).kind).toBe('posted')
      expect(await findPostings(subject, payer)).toHaveLength(2)
      expect(await subject.books.payments(payer.id)).toHaveLength(2)
    },
  }),
  requirement('POSTINGS-25', 'Of a perfect answer with nothing written no adapter can know; the look-up does.', {
    parts: PARTS,
    faults: [['postPayment', 'silentSuccess']],
    unless: unlessFound,
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      await subject.faults?.cause('postPayment', 'silentSuccess', { times: 1 })
      expect((await post(subject, payer)).kind).toBe('posted')
      expect(await findPostings(subject, payer)).toEqual([])
      expect(await subject.books.payments(payer.id)).toEqual([])
    },
  }),
  requirement('POSTINGS-26', 'The noise of a double in the answer changes nothing.', {
    parts: PARTS,
    faults: [['postPayment', 'moneyNoise']],
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      await subject.faults?.cause('postPayment', 'moneyNoise', {})
      const verdict = await post(subject, payer, { minorUnits: 60_045n })
      expect(verdict).toMatchObject({ kind: 'posted', payment: { amount: { minorUnits: 60_045n } } })
    },
  }),
  requirement('POSTINGS-27', 'A date in the answer that is lost leaves the payment posted.', {
    parts: PARTS,
    faults: [['postPayment', 'lostDates']],
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      await subject.faults?.cause('postPayment', 'lostDates', {})
      expect(await post(subject, payer)).toMatchObject({ kind: 'posted', payment: { paidAt: null } })
    },
  }),
  requirement('POSTINGS-30', 'A payment that may not start is not sent; whether it may is asked once.', {
    parts: PARTS,
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      await subject.calls?.reset()
      let asked = 0
      const held = writingCall(() => {
        asked += 1
        return false
      })
      const posting = subject.billing.postings.postPayment(paymentOrder(subject, payer), held)
      await expect(posting).rejects.toMatchObject(CANCELED)
      expect(asked).toBe(1)
      await expectCalls(subject, 'postPayment', 0)
      expect(await subject.books.payments(payer.id)).toEqual([])
    },
  }),
  requirement('POSTINGS-31', 'A caller who has left already sends nothing.', {
    parts: PARTS,
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      await subject.calls?.reset()
      const left = { signal: AbortSignal.abort(), mayStart: () => true }
      const posting = subject.billing.postings.postPayment(paymentOrder(subject, payer), left)
      await expect(posting).rejects.toMatchObject(CANCELED)
      await expectCalls(subject, 'postPayment', 0)
      expect(await subject.books.payments(payer.id)).toEqual([])
    },
  }),
  requirement('POSTINGS-32', 'Where nobody listens nothing was applied.', {
    parts: [...PARTS, 'connections.openToNobody'],
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      const nowhere = await subject.connections.openToNobody()
      const posting = nowhere.postings.postPayment(paymentOrder(subject, payer), writingCall())
      await expect(posting).rejects.toMatchObject({ ...NOT_APPLIED, code: 'BILLING_UNREACHABLE' })
    },
  }),
  requirement(
    'POSTINGS-33',
    'A session that ends in mid-flow is opened once for all who wait, and each payment is written once.',
    {
      parts: [...PARTS, 'office.expireSessions', 'calls.logins'],
      prove: async (subject) => {
        const opened = await Promise.all(Array.from({ length: 6 }, async () => subject.office.openAccount()))
        const payers = opened.map(({ id }) => ({ id, reference: unique('P') }))
        for (const { id } of payers) await posted(subject, { id, reference: unique('P') })
        await subject.calls.reset()
        await subject.office.expireSessions()
        const verdicts = await Promise.all(payers.map((payer) => post(subject, payer)))
        expect(verdicts.map(({ kind }) => kind)).toEqual(payers.map(() => 'posted'))
        expect(await subject.calls.logins()).toBe(1)
        for (const payer of payers) expect(await rowsOf(subject, payer)).toHaveLength(1)
      },
    },
  ),
  requirement('POSTINGS-34', 'Whether it may start is asked again before a second sending.', {
    parts: PARTS,
    faults: [['postPayment', 'expiredSession']],
    prove: async (subject) => {
      const { id } = await subject.office.openAccount()
      await posted(subject, { id, reference: unique('P') })
      await subject.faults?.cause('postPayment', 'expiredSession', { times: 1 })
      const answers = [true, false]
      const call = writingCall(() => answers.shift() ?? false)
      const posting = subject.billing.postings.postPayment(paymentOrder(subject, { id, reference: unique('P') }), call)
      await expect(posting).rejects.toMatchObject(CANCELED)
      expect([answers, (await subject.books.payments(id)).length]).toEqual([[], 1])
    },
  }),
  requirement('POSTINGS-35', 'A session that is refused at every call is access denied, and nothing is written.', {
    parts: PARTS,
    faults: [['postPayment', 'expiredSession']],
    prove: async (subject) => {
      const payer = { id: (await subject.office.openAccount()).id, reference: unique('P') }
      await subject.faults?.cause('postPayment', 'expiredSession', {})
      await subject.calls?.reset()
      await expect(post(subject, payer)).rejects.toMatchObject({ ...NOT_APPLIED, code: 'BILLING_ACCESS_DENIED' })
      await expectCalls(subject, 'postPayment', 2)
      expect(await subject.books.payments(payer.id)).toEqual([])
    },
  }),
]

/** By somebody who leaves as soon as it is sent. */
async function postImpatiently(
  subject: ConformanceSubject,
  payer: { readonly id: string; readonly reference: string },
) {
  await subject.calls?.reset()
  const caller = new AbortController()
  void whenSent(subject, 'postPayment').then(() => caller.abort())
  const call = { signal: caller.signal, mayStart: () => true }
  return subject.billing.postings.postPayment(paymentOrder(subject, payer), call)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error
}
