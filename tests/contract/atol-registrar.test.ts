import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { FiscalError } from '../../src/fiscal/error.ts'
import type { FiscalRegistrar } from '../../src/fiscal/port.ts'
import { call } from '../support/http-server.ts'
import { connectRegistrar, fiscalDocument } from '../support/registrar.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

let sandbox: TestSandbox
let registrar: FiscalRegistrar

beforeAll(async () => {
  sandbox = await startTestSandbox({ accounts: 18 })
  registrar = connectRegistrar(sandbox.url)
  await sandbox.setRegistrar({ delayMs: 0 })
})
afterEach(() => sandbox.setRegistrar({ delayMs: 0, faults: [] }))
afterAll(async () => {
  await registrar.close()
  await sandbox.close()
})

const strike = (kind: string, times = 1) => sandbox.setRegistrar({ faults: [{ kind, times }] })
const taken = async (externalId: string) =>
  (await sandbox.receipts()).documents.filter((document) => document.externalId === externalId)

const address = (length: number) => `${'a'.repeat(length - 5)}@b.ru`

async function text(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const request = { method: 'POST', headers, body: JSON.stringify(body) }
  return (await fetch(`${sandbox.url}/registrar/v4/${path}`, request)).text()
}

async function accept(document = fiscalDocument()) {
  const verdict = await registrar.register(document, call())
  if (verdict.kind !== 'accepted') throw new Error(`not accepted: ${verdict.kind}`)
  return verdict
}

describe('a registrar in the shape of ATOL Online', () => {
  test('a document is taken at once, waits for a cash register, and gets its fiscal sign', async () => {
    await sandbox.setRegistrar({ delayMs: 150 })
    const document = fiscalDocument({ amount: { minorUnits: 60_045n, currency: 'RUB' } })
    const { documentId, isRepeat } = await accept(document)
    expect(isRepeat).toBe(false)
    expect(await registrar.findDocument(documentId, call())).toEqual({ kind: 'waiting' })
    await expect
      .poll(() => registrar.findDocument(documentId, call()))
      .toMatchObject({
        kind: 'registered',
        amount: document.amount,
        record: {
          fiscalSign: expect.stringMatching(/^\d{1,10}$/),
          documentNumber: expect.stringMatching(/^\d+$/),
          driveNumber: expect.stringMatching(/^\d{16}$/),
          link: expect.stringMatching(/^http:/),
        },
      })
    expect(await taken(document.externalId)).toMatchObject([
      { operation: 'sell', total: '600.45', client: 'buyer@example.com', vat: 'vat122' },
    ])
  })

  test('the buyer can open the receipt', async () => {
    const { documentId } = await accept()
    const found = await registrar.findDocument(documentId, call())
    const link = found?.kind === 'registered' ? found.record.link : null
    const page = await fetch(link ?? '')
    expect(await page.text()).toContain('Услуги связи, договор 100001: 150.05')
  })

  test('the same external id again is the first document, whatever else is said', async () => {
    const document = fiscalDocument()
    const first = await accept(document)
    const again = await accept({ ...document, amount: { minorUnits: 1n, currency: 'RUB' } })
    expect(again).toEqual({ kind: 'accepted', documentId: first.documentId, isRepeat: true })
    expect(await taken(document.externalId)).toHaveLength(1)
  })

  test('many at once with one external id make one document', async () => {
    const document = fiscalDocument()
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => accept(document)))
    expect(new Set(verdicts.map(({ documentId }) => documentId)).size).toBe(1)
    expect(verdicts.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1)
  })

  test.each(['dropAfterTaking', 'errorAfterTaking'])(
    'after %s the outcome is unknown, and the same document again finds the first',
    async (kind) => {
      const document = fiscalDocument({ operation: 'SELL_REFUND' })
      await strike(kind)
      await expect(registrar.register(document, call())).rejects.toMatchObject({ outcome: 'unknown' })
      expect(await accept(document)).toMatchObject({ isRepeat: true })
      expect(await taken(document.externalId)).toMatchObject([{ operation: 'sell_refund' }])
    },
  )

  test('a document that is there and has no uuid is told as taken', async () => {
    const document = fiscalDocument()
    await accept(document)
    await strike('takenWithoutUuid')
    expect(await registrar.register(document, call())).toEqual({ kind: 'taken' })
  })

  test('a token whose day is over is renewed once for all who wait, and nothing is registered twice', async () => {
    const one = connectRegistrar(sandbox.url)
    const documents = Array.from({ length: 6 }, () => fiscalDocument())
    await one.register(documents[0] ?? fiscalDocument(), call())
    const before = (await sandbox.receipts()).logins
    await strike('expiredToken')
    await Promise.all(documents.map((document) => one.register(document, call())))
    expect((await sandbox.receipts()).logins - before).toBe(1)
    for (const { externalId } of documents) expect(await taken(externalId)).toHaveLength(1)
    await one.close()
  })

  test('a service that knows no token at all is asked twice and not for ever', async () => {
    await strike('expiredToken', 10)
    const error: unknown = await registrar.register(fiscalDocument(), call()).catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'FISCAL_ACCESS_DENIED', outcome: 'not_applied' })
  })

  test('a wrong password is an error of access, and no document was taken', async () => {
    const wrong = connectRegistrar(sandbox.url, { password: 'wrong' })
    const document = fiscalDocument()
    await expect(wrong.register(document, call())).rejects.toMatchObject({
      code: 'FISCAL_ACCESS_DENIED',
      outcome: 'not_applied',
    })
    expect(await taken(document.externalId)).toEqual([])
    await wrong.close()
  })

  test('a refused contact is a value, and the same id may be used with a right one', async () => {
    const document = fiscalDocument({ contact: { kind: 'EMAIL', value: 'nobody@nowhere' } })
    expect(await registrar.register(document, call())).toMatchObject({
      kind: 'refused',
      reason: 'CONTACT_NOT_ACCEPTED',
      vendorCode: 'system 32',
    })
    expect(await accept({ ...document, contact: { kind: 'PHONE', value: '+79121234567' } })).toMatchObject({
      isRepeat: false,
    })
  })

  test('an address that no receipt has room for is refused as one, and not sent; the longest that fits is taken', async () => {
    const long = fiscalDocument({ contact: { kind: 'EMAIL', value: address(65) } })
    expect(await registrar.register(long, call())).toEqual({
      kind: 'refused',
      reason: 'CONTACT_NOT_ACCEPTED',
      vendorCode: 'unsent',
    })
    const fits = { ...long, contact: { kind: 'EMAIL', value: address(64) } as const }
    expect(await accept(fits)).toMatchObject({ isRepeat: false })
  })

  test.each([
    ['system 32 wrong fields: receipt.client', 65],
    ['accepted', 64],
  ])('the sandbox answers %s to an address of %i characters, as the service would', async (answer, length) => {
    const { token }: { token: string } = JSON.parse(await text('getToken', { login: 'registrar', pass: 'registrar' }))
    const document = {
      timestamp: '28.11.2026 12:30:00',
      external_id: crypto.randomUUID(),
      receipt: {
        client: { email: address(length) },
        company: { email: 'office@provider.example', sno: 'osn', inn: '7707083893', payment_address: 'cabinet' },
        items: [
          {
            name: 'Услуги связи',
            price: 1,
            quantity: 1,
            sum: 1,
            payment_method: 'advance',
            payment_object: 'payment',
            vat: { type: 'vat122' },
          },
        ],
        payments: [{ type: 1, sum: 1 }],
        total: 1,
      },
    }
    const { error }: { error: { type: string; code: number; text: string } | null } = JSON.parse(
      await text('sandbox/sell', document, { token }),
    )
    expect(error === null ? 'accepted' : `${error.type} ${error.code} ${error.text}`).toBe(answer)
  })

  test.each([
    ['failTimeout', true, 'timeout 1'],
    ['failDriver', true, 'driver -3804'],
    ['failSystem', false, 'system 1'],
  ])('%s ends a document for good', async (kind, retryable, vendorCode) => {
    await strike(kind)
    const { documentId } = await accept()
    expect(await registrar.findDocument(documentId, call())).toEqual({ kind: 'failed', retryable, vendorCode })
  })

  test('what nobody has taken is absent', async () => {
    expect(await registrar.findDocument(crypto.randomUUID(), call())).toBeNull()
  })

  test('what no receipt can hold is not sent', async () => {
    const bad = [
      fiscalDocument({ itemName: '' }),
      fiscalDocument({ itemName: 'ж'.repeat(129) }),
      fiscalDocument({ itemName: 'line\nbreak' }),
      fiscalDocument({ itemName: '\ud800' }),
      fiscalDocument({ amount: { minorUnits: 0n, currency: 'RUB' } }),
      fiscalDocument({ amount: { minorUnits: 10_000_000_000n, currency: 'RUB' } }),
      fiscalDocument({ amount: { minorUnits: 100n, currency: 'USD' } }),
    ]
    for (const document of bad) {
      await expect(registrar.register(document, call())).rejects.toMatchObject({
        code: 'FISCAL_UNWRITABLE_REQUEST',
        outcome: 'not_applied',
      })
      expect(await taken(document.externalId)).toEqual([])
    }
  })

  test('no answer, a page, and a call that may not start are typed errors', async () => {
    const hasty = connectRegistrar(sandbox.url, { timeoutMs: 300 })
    await hasty.findDocument(crypto.randomUUID(), call())
    await strike('hang')
    const error: unknown = await hasty.register(fiscalDocument(), call()).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(FiscalError)
    expect(error).toMatchObject({ code: 'FISCAL_TIMEOUT', outcome: 'unknown' })
    await strike('html')
    await expect(hasty.register(fiscalDocument(), call())).rejects.toMatchObject({ code: 'FISCAL_FAILED' })
    await strike('unavailable')
    await expect(hasty.findDocument(crypto.randomUUID(), call())).rejects.toMatchObject({ code: 'FISCAL_OVERLOADED' })
    const held = { ...call(), mayStart: () => false }
    await expect(hasty.register(fiscalDocument(), held)).rejects.toMatchObject({
      code: 'FISCAL_CANCELED',
      outcome: 'not_applied',
    })
    await hasty.close()
  })

  test('a registrar that is not there is unreachable, and nothing was sent', async () => {
    const nowhere = connectRegistrar('http://127.0.0.1:9')
    await expect(nowhere.register(fiscalDocument(), call())).rejects.toMatchObject({
      code: 'FISCAL_UNREACHABLE',
      outcome: 'not_applied',
    })
    await nowhere.close()
  })

  test('no external id was taken twice in all of this', async () => {
    const { documents } = await sandbox.receipts()
    expect(documents.length).toBeGreaterThan(0)
    expect(new Set(documents.map(({ externalId }) => externalId)).size).toBe(documents.length)
  })
})
