import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LanbillingDouble, startLanbillingDouble } from './lanbilling.ts'
import { call, cookieOf, detailOf, inside, logIn, post } from './lanbilling-caller.ts'

// Each kind of exchange that was recorded, against its shape; all data is invented.

const AT = Date.parse('2026-03-14T09:00:00.000Z')
const ROOT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:ns2="encoding.xml" xmlns:ns1="urn:api3"><SOAP-ENV:Body>'
const END = '</SOAP-ENV:Body></SOAP-ENV:Envelope>\r\n'
const AGREEMENT_END =
  '<code/><date>2026-03-14</date><closedon/><datevalidto/><bcheck/><symbol/><username/><opername/><agreementidbopos/>'

let double: LanbillingDouble
let cookie: string
const ask = (body: string) => call(double.url, body, { cookie })

beforeAll(async () => {
  double = await startLanbillingDouble({ at: AT })
  cookie = await logIn(double.url)
  const { uid } = double.desk.addPerson({ name: 'Серова Анна & Ко', login: 'serova', pass: 'serova' })
  double.desk.addAgreement({ uid, number: '0054321' })
})
afterAll(() => double.close())

test('a call without a session is told so, with the headers of gSOAP in their order', async () => {
  const heard = await call(double.url, '<ns1:getAgreements><flt/></ns1:getAgreements>')
  const body = `${ROOT}<SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>error</faultstring><detail>Authorization required</detail></SOAP-ENV:Fault>${END}`
  expect(heard?.body).toBe(body)
  expect([heard?.status, heard?.reason]).toEqual([500, 'Internal Server Error'])
  expect(heard?.headers.join('\n').split(String(body.length))).toEqual([
    'Server\ngSOAP/2.8\nX-Frame-Options\nSAMEORIGIN\nContent-Type\ntext/xml; charset=utf-8\nContent-Length\n',
    '\nConnection\nclose',
  ])
})

test('a wrong password is a fault whose meaning is in its detail', async () => {
  const heard = await call(double.url, '<ns1:Login><login>manager</login><pass>wrong</pass></ns1:Login>')
  expect([heard?.status, detailOf(heard)]).toEqual([500, 'User not found or password incorrect'])
})

test('a login answers an empty element and a cookie for ten minutes', async () => {
  const heard = await call(double.url, '<ns1:Login><login>manager</login><pass>secret</pass></ns1:Login>')
  expect(heard?.body).toBe(`${ROOT}<ns1:LoginResponse></ns1:LoginResponse>${END}`)
  expect([heard?.status, heard?.reason]).toEqual([200, 'OK'])
  expect(heard?.headers.slice(-2)).toEqual([
    'Set-Cookie',
    expect.stringMatching(
      /^sessnum=[0-9a-f]{16};Domain=127\.0\.0\.1;Path=\/;Version=1;Max-Age=600;Expires=Sat, 14 Mar 2026 09:1\d:\d\d GMT;HttpOnly$/,
    ),
  ])
})

test('an agreement by its number comes with an account that has a name and nothing else', async () => {
  double.desk.pay({ number: '0054321', amount: '20.5' })
  const heard = await ask('<ns1:getExternAccount><id>5</id><str>0054321</str></ns1:getExternAccount>')
  const { agrmid, uid } = double.books.agreement('0054321') ?? {}
  const empty =
    'phone fax email mobile bankname branchbankname treasuryname treasuryaccount bik settl corr kpp inn ogrn okpo okved gendiru glbuhgu kontperson actonwhat passsernum passno passissuedate passissuedep passissueplace birthdate birthplace lastmoddate wrongdate okato uuid abonentname abonentsurname abonentpatronymic swift kio bicbei iban bankcorr bankcorrcode bankcorraccount currency'
      .split(' ')
      .map((name) => `<${name}/>`)
      .join('')
  expect(inside(heard)).toBe(
    `<ns1:getExternAccountResponse><ret><account><uid>0</uid><type>0</type><login/><pass/><descr/><name>Серова Анна &amp; Ко</name>${empty}</account><agreements><agrmid>${agrmid}</agrmid><uid>${uid}</uid><operid>1</operid><curid>1</curid><balance>20.5</balance><friendnumber/><parentnumber/><balancelimitexceeded/><number>0054321</number>${AGREEMENT_END}</agreements></ret></ns1:getExternAccountResponse>`,
  )
})

test('names are escaped as XML wants it', async () => {
  const belova = double.books.state.people.find(({ name }) => name.includes('Белова'))
  const heard = await ask(`<ns1:getAccount><id>${belova?.uid}</id></ns1:getAccount>`)
  expect(heard?.body).toContain('<name>ИП Белова &amp; Ко</name>')
})

test('an agreement that is not there is a fault with what was asked for', async () => {
  const heard = await ask('<ns1:getExternAccount><id>5</id><str>none</str></ns1:getExternAccount>')
  expect([heard?.status, detailOf(heard)]).toEqual([500, 'Account not found (none)'])
})

test('a payment answers the number of its record, and again a fault with the same number', async () => {
  const body = payment({ receipt: 'A-1', amount: '600.45' })
  const first = await ask(body)
  const [row] = double.books.state.payments.slice(-1)
  expect(inside(first)).toBe(`<ns1:ExternPaymentResponse><ret>${row?.recordid}</ret></ns1:ExternPaymentResponse>`)
  expect(row).toMatchObject({ amount: '600.45', receipt: 'A-1', paydate: '2026-03-10 13:00:00', status: 1 })
  const second = await ask(body)
  expect([second?.status, detailOf(second)]).toEqual([500, `Payment already exists (record_id = ${row?.recordid})`])
  expect(double.books.state.payments.filter(({ receipt }) => receipt === 'A-1')).toHaveLength(1)
})

test('a payment is looked up by its receipt, with the noise of doubles', async () => {
  await ask(payment({ receipt: 'A-2', amount: '600.45' }))
  const heard = await ask('<ns1:ExternCheckPayment><receipt>A-2</receipt></ns1:ExternCheckPayment>')
  const [row] = double.books.state.payments.slice(-1)
  expect(inside(heard)).toBe(
    `<ns1:ExternCheckPaymentResponse><ret><pay><recordid>${row?.recordid}</recordid><agrmid>${row?.agrmid}</agrmid><status>1</status><amount>600.45000000000005</amount><classname/><paydate>2026-03-10 13:00:00</paydate><localdate>${row?.localdate}</localdate><canceldate/><perioddate/><receipt>A-2</receipt><comment/><uuid/><fromagrmnumber/><paymentordernumber/></pay><amountcurr>600.45000000000005</amountcurr><currsymb/><uname/><agrm>0054321</agrm><mgr/><mgrdescr/><opername/><login/><registries/></ret></ns1:ExternCheckPaymentResponse>`,
  )
})

test('a payment is taken back by its receipt, and answers its number', async () => {
  await ask(payment({ receipt: 'A-3', amount: '7' }))
  const heard = await ask(
    '<ns1:ExternCancelPayment><receipt>A-3</receipt><notexists>1</notexists></ns1:ExternCancelPayment>',
  )
  const [row] = double.books.state.payments.slice(-1)
  expect(inside(heard)).toBe(
    `<ns1:ExternCancelPaymentResponse><ret>${row?.recordid}</ret></ns1:ExternCancelPaymentResponse>`,
  )
  expect(row).toMatchObject({ receipt: 'A-3', status: 2, canceldate: expect.stringMatching(/^2026-03-14 12:/) })
})

test('one agreement is one element, none is no element, and a balance of zero is none either', async () => {
  const { agrmid } = double.desk.addAgreement({ uid: 6, number: '0054322' })
  const one = await ask('<ns1:getAgreements><flt><agrmnum>0054322</agrmnum></flt></ns1:getAgreements>')
  expect(inside(one)).toBe(
    `<ns1:getAgreementsResponse><ret><agrmid>${agrmid}</agrmid><uid>6</uid><operid>1</operid><curid>1</curid><friendnumber/><parentnumber/><balancelimitexceeded/><number>0054322</number>${AGREEMENT_END}</ret></ns1:getAgreementsResponse>`,
  )
  const none = await ask('<ns1:getAgreements><flt><agrmnum>zzz</agrmnum></flt></ns1:getAgreements>')
  expect([none?.status, inside(none)]).toEqual([200, '<ns1:getAgreementsResponse></ns1:getAgreementsResponse>'])
})

test('an operation that this installation does not have is not implemented', async () => {
  const heard = await ask('<ns1:getTarifs><flt/></ns1:getTarifs>')
  expect(inside(heard)).toBe(
    '<SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>not implemented</faultstring></SOAP-ENV:Fault>',
  )
})

test('an operation that nobody has is called by the prefix that the caller gave it', async () => {
  const heard = await ask('<x:nothing xmlns:x="urn:api3"/>')
  expect([heard?.status, inside(heard)]).toEqual([
    500,
    "<SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring>Method 'x:nothing' not implemented: method name or namespace not recognized</faultstring></SOAP-ENV:Fault>",
  ])
  expect(inside(await ask('<getAgreements xmlns="urn:other"/>'))).toContain("Method 'getAgreements' not implemented")
})

test.each([
  ['what is not well-formed', '<ns1:getAgreements><flt></ns1:getAgreements>'],
  ['a payment without what has to be there', '<ns1:ExternPayment><id>5</id><str>0054321</str></ns1:ExternPayment>'],
])('%s has no answer at all', async (_what, body) => {
  expect(await ask(body)).toBeNull()
})

test('a DOCTYPE has no answer either', async () => {
  expect(await post(double.url, '<!DOCTYPE x><x/>', { cookie })).toBeNull()
})

test('the order of elements does not matter, nor do unknown ones', async () => {
  const heard = await ask(
    '<ns1:ExternPayment><notexists>0</notexists><str>0054321</str><val><amount>1</amount><extra>x</extra><agrmid>0</agrmid></val><id>5</id></ns1:ExternPayment>',
  )
  expect(heard?.status).toBe(200)
  expect(double.books.state.payments.at(-1)).toMatchObject({ amount: '1', receipt: '' })
})

test.each([
  ['amount', '10,45'],
  ['amount', ''],
  ['classid', '1.5'],
])('%s may not be "%s"', async (name, text) => {
  const heard = await ask(
    `<ns1:ExternPayment><id>5</id><str>0054321</str><val><agrmid>0</agrmid><amount>3</amount><${name}>${text}</${name}></val></ns1:ExternPayment>`,
  )
  expect([heard?.status, inside(heard)]).toEqual([
    500,
    `<SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring>Validation constraint violation: invalid value in element '${name}'</faultstring></SOAP-ENV:Fault>`,
  ])
})

test('a session is good from its own address alone', async () => {
  const elsewhere = await call(double.url, '<ns1:getAgreements/>', { cookie, from: '127.0.0.2' })
  expect(detailOf(elsewhere)).toBe('Authorization required')
  expect((await ask('<ns1:getAgreements><flt><agrmnum>0054321</agrmnum></flt></ns1:getAgreements>'))?.status).toBe(200)
})

test('a session ends ten minutes after its login, in the middle of its use as well', async () => {
  const mine = await startLanbillingDouble({ at: AT })
  const session = await logIn(mine.url)
  const filter = '<ns1:getAgreements><flt><agrmnum>0077001</agrmnum></flt></ns1:getAgreements>'
  mine.clock.advance(599_000)
  expect((await call(mine.url, filter, { cookie: session }))?.status).toBe(200)
  mine.clock.advance(2_000)
  expect(detailOf(await call(mine.url, filter, { cookie: session }))).toBe('Authorization required')
  await mine.close()
})

test('a subscriber logs in as a person, and may only do what subscribers do', async () => {
  const heard = await call(double.url, '<ns1:ClientLogin><login>ivanova</login><pass>pass-5</pass></ns1:ClientLogin>')
  expect(inside(heard)).toMatch(/^<ns1:ClientLoginResponse><ret><uid>5<\/uid><timelastlogin>2026-03-14 12:/)
  const own = { cookie: cookieOf(heard) }
  expect(detailOf(await call(double.url, '<ns1:getAgreements/>', own))).toBe('Access denied')
  expect(
    (await call(double.url, '<ns1:getClientPPSettings><agrm>9</agrm></ns1:getClientPPSettings>', own))?.status,
  ).toBe(200)
  const foreign = await call(double.url, '<ns1:getClientPPSettings><agrm>10</agrm></ns1:getClientPPSettings>', own)
  expect(detailOf(foreign)).toBe('Agreement not found (10)')
})

test('after a logout the cookie is worth nothing', async () => {
  const mine = await logIn(double.url)
  expect(inside(await call(double.url, '<ns1:Logout/>', { cookie: mine }))).toBe(
    '<ns1:LogoutResponse></ns1:LogoutResponse>',
  )
  expect(detailOf(await call(double.url, '<ns1:getAgreements/>', { cookie: mine }))).toBe('Authorization required')
})

function payment({ receipt, amount }: { receipt: string; amount: string }): string {
  return `<ns1:ExternPayment><id>5</id><str>0054321</str><operid>0</operid><val><agrmid>0</agrmid><modperson>0</modperson><currid>0</currid><classid>0</classid><amount>${amount}</amount><paydate>2026-03-10 13:00:00</paydate><receipt>${receipt}</receipt></val><notexists>1</notexists></ns1:ExternPayment>`
}
