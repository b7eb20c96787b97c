import { afterAll, beforeAll, expect, test } from 'vitest'
import { envelope, type Fronts, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let soapId: number
beforeAll(async () => {
  fronts = await startFronts()
  soapId = (await fronts.account('100001')).soapId
})
afterAll(() => fronts.close())

test('windows-1251 is answered on request, declared in header and declaration; other characters become references', async () => {
  await fronts.soap(
    `<b:AddPayment><val><agrmid>${soapId}</agrmid><amount>1</amount><receipt>W-1</receipt><comment>Счёт № 5 «€» 😀 ≤</comment></val></b:AddPayment>`,
  )
  const { bytes, headers } = await fronts.soap('<b:FindPayment><receipt>W-1</receipt></b:FindPayment>', {
    'accept-charset': 'windows-1251',
  })
  const xml = new TextDecoder('windows-1251').decode(bytes)
  expect(headers.get('content-type')).toBe('text/xml; charset=windows-1251')
  expect(xml).toMatch(/^<\?xml version="1.0" encoding="windows-1251"\?>/)
  expect(textsOf(xml, 'comment')).toEqual(['Счёт № 5 «€» &#128512; &#8804;'])
})

test('a request is decoded by the charset of its header, or else of its declaration', async () => {
  const xml = envelope(
    `<b:AddPayment><val><agrmid>${soapId}</agrmid><amount>1</amount><comment>Яблоко</comment></val></b:AddPayment>`,
  )
  const bytes = cyrillicBytes(xml.replace('encoding="UTF-8"', 'encoding="windows-1251"'))
  for (const type of ['text/xml; charset=windows-1251', 'text/xml']) {
    expect(textsOf((await fronts.post(bytes, { 'content-type': type })).xml, 'comment')).toEqual(['Яблоко'])
  }
  const wrong = await fronts.post(bytes, { 'content-type': 'text/xml; charset=utf-8' })
  expect(textsOf(wrong.xml, 'detail')).toEqual(['Unreadable request (bytes do not fit the declared charset)'])
  const unknown = await fronts.post(xml, { 'content-type': 'text/xml; charset=koi8-r' })
  expect(textsOf(unknown.xml, 'detail')).toEqual(['Unreadable request (unknown charset koi8-r)'])
})

/** ASCII and А–я only, written by hand so that it does not lean on what it tests. */
function cyrillicBytes(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => (letter < '\u0080' ? letter.charCodeAt(0) : letter.charCodeAt(0) - 0x350)),
  )
}
