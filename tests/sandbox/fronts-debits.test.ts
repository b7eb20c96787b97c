import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fronts, startFronts, textsOf } from './fronts-harness.ts'

const PAYER = '100001'
let fronts: Fronts
let soapId: number
beforeAll(async () => {
  fronts = await startFronts()
  soapId = (await fronts.account(PAYER)).soapId
})
afterAll(() => fronts.close())

const add = (content: string, end = '') => fronts.soap(`<b:AddDebit><val>${content}</val>${end}</b:AddDebit>`)
const find = (receipt: string) => fronts.soap(`<b:FindDebit><receipt>${receipt}</receipt></b:FindDebit>`)

test('what is wrong is a fault whose detail says so, and nothing is written', async () => {
  const frozen = (await fronts.account('100005')).soapId
  const closed = (await fronts.account('100009')).soapId
  const debtor = (await fronts.account('100004')).soapId
  const faults: readonly (readonly [string, string])[] = [
    ['<agrmid>1</agrmid><amount>100</amount>', 'Agreement not found (1)'],
    [`<agrmid>${closed}</agrmid><amount>1</amount>`, `Agreement is closed (${closed})`],
    [`<agrmid>${frozen}</agrmid><amount>1</amount>`, `Agreement is on hold (${frozen})`],
    [`<agrmid>${debtor}</agrmid><amount>0.01</amount>`, `Not enough money (${debtor})`],
    [`<agrmid>${soapId}</agrmid><amount>650.01</amount>`, `Not enough money (${soapId})`],
    [`<agrmid>${soapId}</agrmid><amount>-1</amount>`, 'Invalid amount'],
    [`<agrmid>${soapId}</agrmid>`, 'Missing element (amount)'],
    [`<agrmid>${soapId}</agrmid><amount>1</amount><receipt>${'r'.repeat(65)}</receipt>`, 'Invalid value (receipt)'],
  ]
  for (const [content, detail] of faults) {
    const { status, xml } = await add(content)
    expect([status, textsOf(xml, 'detail')]).toEqual([500, [detail]])
  }
  const { body } = await fronts.control('GET', '/debits?afterId=0')
  expect(body).toEqual({ debits: [], nextAfterId: null })
})

test('one is taken with the login and receipt of the caller, as a charge, seen after a restart, and twice when asked twice', async () => {
  const content = `<amount>100.5</amount><receipt>r-1</receipt><descr>Перевод</descr><agrmid>${soapId}</agrmid>`
  const { status, xml } = await add(content)
  expect(status).toBe(200)
  expect([textsOf(xml, 'receipt'), textsOf(xml, 'descr'), textsOf(xml, 'mgr')]).toEqual([
    ['r-1'],
    ['Перевод'],
    ['gateway'],
  ])
  const again = await add(content, '<notexists>1</notexists>')
  expect(textsOf(again.xml, 'detail')).toEqual([`Debit already exists (record_id = ${textsOf(xml, 'recordid')[0]})`])
  expect((await add(content)).status).toBe(200)
  await fronts.restart()
  expect(textsOf((await find('r-1')).xml, 'recordid')).toHaveLength(2)
  expect(textsOf((await find('r-2')).xml, 'recordid')).toEqual([])
  const { body } = await fronts.control('GET', '/debits?afterId=0')
  expect(body).toMatchObject({ debits: [{ amount: '100.50', receipt: 'r-1', manager: 'gateway' }, { receipt: 'r-1' }] })
  expect((await fronts.account(PAYER)).balance).toBe('449.00')
  const charges = await fronts.soap(`<b:GetCharges><flt><agrmid>${soapId}</agrmid></flt></b:GetCharges>`)
  expect(textsOf(charges.xml, 'descr').slice(0, 2)).toEqual(['Перевод', 'Перевод'])
})

test('the doubled one is told by its number, as long as there is money for it', async () => {
  await fronts.control('PUT', '/faults/soap.AddDebit', { faults: [{ kind: 'doubleCredit', rate: 1 }] })
  await add(`<agrmid>${soapId}</agrmid><amount>100</amount><receipt>r-3</receipt>`)
  expect(textsOf((await find('r-3')).xml, 'recordid')).toHaveLength(2)
  const { body } = await fronts.control('GET', '/doubles')
  expect(body).toMatchObject({ recordIds: [expect.any(Number)] })
  await add(`<agrmid>${soapId}</agrmid><amount>200</amount><receipt>r-4</receipt>`)
  expect(textsOf((await find('r-4')).xml, 'recordid')).toHaveLength(1)
})
