import { describe, expect, test } from 'vitest'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call } from './subject.ts'

/** Papers: the agreement of everybody, invoices and acts of organisations, and the file of each. */
export function describeDocumentContract(get: () => ContractSubject): void {
  const ids = () => get().accounts.map(({ id }) => id)
  const listAll = () => readable(get().billing.documents.listDocuments([...ids(), '0', 'x'], call()))

  describe('documents', () => {
    test('B4 every account has its agreement under its own number, and nobody else has', async () => {
      const found = await listAll()
      expect(new Set(found.keys())).toEqual(new Set(ids()))
      const agreements = await readable(get().billing.agreements.findAgreements(ids(), call()))
      for (const [accountId, documents] of found) {
        const own = documents.filter(({ kind }) => kind === 'AGREEMENT')
        const agreement = agreements.get(accountId)
        expect(own.map(({ number, issuedOn, amount, from }) => ({ number, issuedOn, amount, from }))).toEqual([
          { number: agreement?.number, issuedOn: agreement?.concludedOn, amount: null, from: null },
        ])
        for (const document of documents) expect(document.accountId).toBe(accountId)
      }
    })

    test('B4 organisations have an invoice and an act for each month, of the same sum; persons have none', async () => {
      const found = await listAll()
      const papersOf = (kind: string) =>
        get()
          .accounts.filter((account) => account.kind === kind)
          .flatMap(({ id }) => found.get(id) ?? [])
          .filter((document) => document.kind !== 'AGREEMENT')
      expect(papersOf('PERSON')).toEqual([])
      const months = Map.groupBy(papersOf('ORGANIZATION'), ({ accountId, from }) => `${accountId} ${from}`)
      for (const papers of months.values()) {
        expect(new Set(papers.map(({ kind }) => kind))).toEqual(new Set(['ACT', 'INVOICE']))
        const [one, other] = papers.map(({ amount }) => amount?.minorUnits)
        expect([papers.length, one]).toEqual([2, other])
        expect(one).toBeGreaterThan(0n)
      }
      expect(months.size).toBeGreaterThan(10)
    })

    test('B4 the file of a document is a PDF, and there is none of a foreign or absent one', async () => {
      const found = await listAll()
      const organisation = get().accounts.find(({ kind }) => kind === 'ORGANIZATION')?.id ?? ''
      const [document] = (found.get(organisation) ?? []).filter(({ kind }) => kind === 'ACT')
      const documentId = document?.id ?? ''
      const read = (key: { accountId: string; documentId: string }) => get().billing.documents.readDocument(key, call())
      const file = await read({ accountId: organisation, documentId })
      expect(file?.document).toEqual(document)
      expect(Buffer.from(file?.bytes ?? []).toString('latin1')).toMatch(/^%PDF-1[^]*%%EOF\s*$/)
      const other = ids().find((id) => id !== organisation) ?? ''
      for (const key of [
        { accountId: other, documentId },
        { accountId: organisation, documentId: '1' },
        { accountId: organisation, documentId: 'x&account_ids=1' },
        { accountId: '', documentId: '' },
      ]) {
        expect(await read(key)).toBeNull()
      }
    })
  })
}
