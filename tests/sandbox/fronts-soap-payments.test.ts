import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fronts, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let soapId: number
let otherSoapId: number
beforeAll(async () => {
  fronts = await startFronts()
  soapId = (await fronts.account('100001')).soapId
  otherSoapId = (await fronts.account('200001')).soapId
})
afterAll(() => fronts.close())

async function pay(receipt: string, fields = '<amount>10</amount>', agreement = soapId) {
  const value = `<val><agrmid>${agreement}</agrmid>${fields}<receipt>${receipt}</receipt></val>`
  const answer = await fronts.soap(`<b:AddPayment>${value}</b:AddPayment>`)
  return { status: answer.status, xml: answer.xml, recordId: textsOf(answer.xml, 'recordid')[0] ?? '' }
}

async function cancel(recordId: string, fields = '', agreement = soapId) {
  const { status, xml } = await fronts.soap(
    `<b:CancelPayment><recordid>${recordId}</recordid><agrmid>${agreement}</agrmid>${fields}</b:CancelPayment>`,
  )
  return { status, detail: textsOf(xml, 'detail')[0] ?? '', row: textsOf(xml, 'status')[0] ?? '' }
}

describe('AddPayment', () => {
  test('echoes the row that it wrote, with the login that posted it', async () => {
    const { xml, recordId } = await pay('E-1', '<amount>12.34</amount><classid>7</classid>')
    const found = await fronts.soap('<b:FindPayment><receipt>E-1</receipt></b:FindPayment>')
    for (const answer of [xml, found.xml]) {
      const texts = ['recordid', 'agrmid', 'amount', 'classid', 'receipt', 'mgr'].map(
        (name) => textsOf(answer, name)[0],
      )
      expect(texts).toEqual([recordId, String(soapId), '12.34', '7', 'E-1', 'gateway'])
    }
  })

  test('a cash desk posts with a login of its own, which every list tells', async () => {
    const desk = { number: '100001', amount: '5.00', receipt: 'E-2', manager: 'cashier-4' }
    await fronts.control('POST', '/payments', desk)
    const listed = `<flt><agrmid>${soapId}</agrmid><receipt>E-2</receipt></flt>`
    for (const operation of [
      '<b:FindPayment><receipt>E-2</receipt></b:FindPayment>',
      `<b:GetPayments>${listed}</b:GetPayments>`,
    ]) {
      expect(textsOf((await fronts.soap(operation)).xml, 'mgr')).toEqual(['cashier-4'])
    }
  })

  test('FindPayment finds every row with the receipt, whatever agreement it credits', async () => {
    await pay('E-3')
    await pay('E-3')
    await pay('E-3', '<amount>3</amount>', otherSoapId)
    await pay('E-33')
    const { xml } = await fronts.soap('<b:FindPayment><receipt>E-3</receipt></b:FindPayment>')
    expect(textsOf(xml, 'agrmid')).toHaveLength(3)
    expect(new Set(textsOf(xml, 'agrmid'))).toEqual(new Set([soapId, otherSoapId].map(String)))
  })

  test('an agreement that has ended takes no payment', async () => {
    await fronts.control('POST', '/accounts', { number: '500001', password: 'x' })
    const { soapId: closed } = await fronts.account('500001')
    await fronts.control('POST', '/accounts/500001/terminate')
    const { status, xml } = await pay('E-4', '<amount>1</amount>', closed)
    expect([status, textsOf(xml, 'detail')]).toEqual([500, [`Agreement is closed (${closed})`]])
    expect((await fronts.account('500001')).balance).toBe('0.00')
  })

  test.each([
    ['receipt', 64],
    ['comment', 255],
  ])('a %s has at most %i characters', async (name, longest) => {
    const add = (text: string) =>
      fronts.soap(
        `<b:AddPayment><val><agrmid>${soapId}</agrmid><amount>1</amount><${name}>${text}</${name}></val></b:AddPayment>`,
      )
    const text = 'Ж'.repeat(longest)
    expect(textsOf((await add(text)).xml, name)).toEqual([text])
    expect(textsOf((await add(`${text}Ж`)).xml, 'detail')).toEqual([`Invalid value (${name})`])
  })
})

describe('CancelPayment', () => {
  test('takes the money back and keeps the row, whose receipt stays used', async () => {
    const before = await fronts.account('100001')
    const { recordId } = await pay('K-1')
    expect(await cancel(recordId, '<amount>10.00</amount><receipt>K-1</receipt>')).toEqual({
      status: 200,
      detail: '',
      row: '2',
    })
    expect(await fronts.account('100001')).toEqual(before)
    const again = await fronts.soap(
      `<b:AddPayment><val><agrmid>${soapId}</agrmid><amount>10</amount><receipt>K-1</receipt></val><notexists>1</notexists></b:AddPayment>`,
    )
    expect(textsOf(again.xml, 'detail')).toEqual([`Payment already exists (record_id = ${recordId})`])
  })

  test('a second time is a fault of its own', async () => {
    const { recordId } = await pay('K-2')
    await cancel(recordId)
    const before = await fronts.account('100001')
    expect(await cancel(recordId)).toMatchObject({ status: 500, detail: `Payment already canceled (${recordId})` })
    expect(await fronts.account('100001')).toEqual(before)
  })

  test.each([
    ['no number', '', ''],
    ['another amount', '', '<amount>10.01</amount>'],
    ['another receipt', '', '<receipt>K-33</receipt>'],
  ])('%s means no payment', async (_name, number, fields) => {
    const { recordId } = await pay('K-3')
    const meant = fields === '' ? number : recordId
    expect((await cancel(meant, fields)).detail).toBe(`Payment not found (${meant === '' ? 0 : meant})`)
  })

  test('a payment of another agreement is none', async () => {
    const { recordId } = await pay('K-4')
    expect((await cancel(recordId, '', otherSoapId)).detail).toBe(`Payment not found (${recordId})`)
    expect((await cancel(recordId, '<amount>ten</amount>')).detail).toBe('Invalid amount')
    expect((await cancel(recordId)).status).toBe(200)
  })

  test('what is spent cannot be taken back', async () => {
    await fronts.control('POST', '/accounts', { number: '500002', password: 'x' })
    const { soapId: poor } = await fronts.account('500002')
    const { recordId } = await pay('K-5', '<amount>100</amount>', poor)
    await fronts.control('POST', '/clock', { advanceDays: 31 })
    const { recordId: late } = await pay('K-6', '<amount>100</amount>', poor)
    const { balance } = await fronts.account('500002')
    expect(Number(balance)).toBeLessThan(100)
    expect((await cancel(late, '', poor)).detail).toBe(`Payment already spent (${late})`)
    expect((await fronts.account('500002')).balance).toBe(balance)
    expect((await cancel(recordId, '', poor)).detail).toBe(`Payment too old (${recordId})`)
  })

  test('three days are the time for it, to the second', async () => {
    const { recordId: kept } = await pay('K-7')
    const { recordId: gone } = await pay('K-8')
    await fronts.control('POST', '/clock', { advanceMs: 3 * 86_400_000 - 60_000 })
    expect((await cancel(kept)).status).toBe(200)
    await fronts.control('POST', '/clock', { advanceMs: 60_000 })
    expect((await cancel(gone)).detail).toBe(`Payment too old (${gone})`)
  })
})

async function registry(fields: string): Promise<string> {
  return (await fronts.soap(`<b:GetRegistryPayments><flt>${fields}</flt></b:GetRegistryPayments>`)).xml
}

describe('GetRegistryPayments', () => {
  test('has every payment of the time, of all agreements, page by page', async () => {
    const { body } = await fronts.control('GET', '/ledger?limit=10000')
    const rows: unknown = body === null ? [] : Reflect.get(Object(body), 'payments')
    if (!Array.isArray(rows)) throw new TypeError('no ledger')
    const wanted = rows
      .filter(({ postedAt }) => postedAt >= '2026-09-30T21:00:00' && postedAt < '2026-10-31T21:00:00')
      .map(({ recordId }) => String(recordId))
    const month = '<dtfrom>2026-10-01</dtfrom><dtto>2026-11-01 00:00:00</dtto>'
    const found: string[] = []
    for (;;) {
      const page = textsOf(
        await registry(`${month}<pgsize>7</pgsize><afterid>${found.at(-1) ?? 0}</afterid>`),
        'recordid',
      )
      found.push(...page)
      if (page.length < 7) break
    }
    expect(wanted.length).toBeGreaterThan(20)
    expect(found).toEqual(wanted)
  })

  test('goes by the time of posting, not by that of paying, and tells canceled ones', async () => {
    const now = await fronts.control('GET', '/clock')
    const { recordId } = await pay('R-1', '<amount>2</amount><paydate>2026-01-15 12:00:00</paydate>')
    await cancel(recordId)
    const from = String(Reflect.get(Object(now.body), 'now')).slice(0, 10)
    const xml = await registry(`<dtfrom>${from}</dtfrom><dtto>2030-01-01</dtto><pgsize>1000</pgsize>`)
    const row = xml.split('<ret>').find((part) => part.includes(`<recordid>${recordId}<`)) ?? ''
    expect([textsOf(row, 'status'), textsOf(row, 'paydate')]).toEqual([['2'], ['2026-01-15 12:00:00']])
    const january = await registry('<dtfrom>2026-01-15</dtfrom><dtto>2026-01-16</dtto><pgsize>1000</pgsize>')
    expect(textsOf(january, 'recordid')).not.toContain(recordId)
  })

  test('gives 25 rows unless told otherwise, and wants both instants in their order', async () => {
    expect(textsOf(await registry('<dtfrom>2026-01-01</dtfrom><dtto>2026-12-01</dtto>'), 'recordid')).toHaveLength(25)
    expect(textsOf(await registry('<dtto>2026-12-01</dtto>'), 'detail')).toEqual(['Invalid value (dtfrom)'])
    expect(textsOf(await registry('<dtfrom>2026-12-01</dtfrom><dtto>2026-11-01</dtto>'), 'detail')).toEqual([
      'Invalid value (dtto)',
    ])
  })
})

test('the REST side finds accounts by the ids of the SOAP side', async () => {
  const rows = await fronts.rows(`/accounts?agrm_ids=${soapId};${otherSoapId};1&limit=100`)
  expect(new Set(rows.map((row) => row['number']))).toEqual(new Set(['100001', '200001']))
})
