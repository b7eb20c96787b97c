import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fronts, startFronts, textsOf } from './fronts-harness.ts'

const DEBTOR = '100004'
let fronts: Fronts
let soapId: number
beforeAll(async () => {
  fronts = await startFronts()
  soapId = (await fronts.account(DEBTOR)).soapId
})
afterAll(() => fronts.close())

const offers = (...ids: number[]) =>
  fronts.soap(
    `<b:GetPromiseOffers><flt>${ids.map((id) => `<agrmid>${id}</agrmid>`).join('')}</flt></b:GetPromiseOffers>`,
  )
const add = (content: string) => fronts.soap(`<b:AddPromise><val>${content}</val></b:AddPromise>`)
const list = (id: number) => fronts.soap(`<b:GetPromises><flt><agrmid>${id}</agrmid></flt></b:GetPromises>`)

test('offers are asked for many agreements at once; what is not there has no row', async () => {
  const free = (await fronts.account('100001')).soapId
  const { xml } = await offers(soapId, free, 1)
  const rows = new Map(textsOf(xml, 'agrmid').map((id, index) => [Number(id), textsOf(xml, 'reason')[index]]))
  expect(rows).toEqual(
    new Map([
      [soapId, '0'],
      [free, '1'],
    ]),
  )
})

test('what is wrong is a fault whose detail says so, and nothing is written', async () => {
  const faults: readonly (readonly [string, string])[] = [
    ['<agrmid>1</agrmid><amount>100</amount>', 'Agreement not found (1)'],
    [`<agrmid>${soapId}</agrmid><amount>1</amount>`, `Promised amount is not offered (${soapId})`],
    [`<agrmid>${soapId}</agrmid><amount>-1</amount>`, 'Invalid amount'],
    [`<agrmid>${soapId}</agrmid>`, 'Missing element (amount)'],
    [`<agrmid>${soapId}</agrmid><amount>3000</amount><comment>${'c'.repeat(256)}</comment>`, 'Invalid value (comment)'],
  ]
  for (const [content, detail] of faults) {
    const { status, xml } = await add(content)
    expect([status, textsOf(xml, 'detail')]).toEqual([500, [detail]])
  }
  expect(textsOf((await list(soapId)).xml, 'promiseid')).toEqual([])
})

test("one is taken with the caller's login and comment, seen over the control interface and after a restart", async () => {
  const { status, xml } = await add(`<amount>3000</amount><comment>моя ссылка</comment><agrmid>${soapId}</agrmid>`)
  expect(status).toBe(200)
  expect([textsOf(xml, 'status'), textsOf(xml, 'comment'), textsOf(xml, 'mgr')]).toEqual([
    ['1'],
    ['моя ссылка'],
    ['gateway'],
  ])
  await fronts.restart()
  const { body } = await fronts.control('GET', `/promises?account=${DEBTOR}`)
  expect(body).toMatchObject({ promises: [{ status: 1, amount: '3000.00', fee: '30.00', comment: 'моя ссылка' }] })
  expect((await fronts.account(DEBTOR)).state).toBe(0)
  const again = await add(`<agrmid>${soapId}</agrmid><amount>3000</amount>`)
  expect(textsOf(again.xml, 'detail')).toEqual([`Promised payment is active already (${soapId})`])

  await fronts.control('POST', '/clock', { advanceDays: 5 })
  expect((await fronts.account(DEBTOR)).state).toBe(1)
  expect(textsOf((await list(soapId)).xml, 'status')).toEqual(['3'])
})

test('the office gives one over the control interface', async () => {
  await fronts.control('POST', '/clock', { advanceDays: 30 })
  const given = await fronts.control('POST', '/promises', { number: DEBTOR, amount: '3000.00' })
  expect([given.status, given.body]).toMatchObject([201, { manager: 'office', status: 1 }])
  const refused = await fronts.control('POST', '/promises', { number: DEBTOR, amount: '3000.00' })
  expect([refused.status, refused.text]).toEqual([409, `Promised payment is active already (${soapId})\n`])
})
