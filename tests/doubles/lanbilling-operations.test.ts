import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LanbillingDouble, startLanbillingDouble } from './lanbilling.ts'
import { call, detailOf, inside, logIn, texts } from './lanbilling-caller.ts'

const AT = Date.parse('2026-03-14T09:00:00.000Z')
const TODAY = '2026-03-14'
const DAY_MS = 86_400_000

let double: LanbillingDouble
let cookie: string
const ask = (body: string) => call(double.url, body, { cookie })
const list = (operation: string, filter: string, order = '') =>
  ask(`<ns1:${operation}><flt>${filter}</flt>${order}</ns1:${operation}>`)
const vgroupOf = (number: string) => double.books.vgroups(double.books.agreement(number)?.agrmid ?? 0)[0]

beforeEach(async () => {
  double = await startLanbillingDouble({ at: AT })
  cookie = await logIn(double.url)
})
afterEach(() => double.close())

test('the tables are the same every time, and their sums are right', async () => {
  const other = await startLanbillingDouble({ at: AT })
  expect(other.books.state).toEqual(double.books.state)
  const { agreements, people } = double.books.state
  expect(agreements.length).toBeGreaterThanOrEqual(130)
  expect(people.filter(({ type }) => type === 1)).toHaveLength(14)
  const twice = people.filter(({ uid }) => agreements.filter((one) => one.uid === uid).length === 2)
  expect(twice.length).toBeGreaterThan(10)
  expect(new Set(agreements.map(({ number }) => number)).size).toBe(agreements.length)
  for (const { agrmid, balance } of agreements) {
    expect(Math.abs(Number(double.books.balanceOf(agrmid)) - balance)).toBeLessThan(1e-6)
  }
  await other.close()
})

test('some are frozen, are to be frozen, have a plan or a promise from the start', async () => {
  const { blocks, vgroups } = double.books.state
  const frozen = vgroups.filter(({ blocked }) => blocked === 2)
  expect(frozen.map(({ vgid }) => vgid)).toEqual([blocks[1]?.vgid])
  expect(texts(await list('getVgroups', `<vgid>${frozen[0]?.vgid}</vgid>`), 'accoffdate')).toEqual([
    '0000-00-00 00:00:00',
  ])
  expect(texts(await list('getTarifsRasp', ''), 'changetime')).toEqual(['2026-03-26 00:00:00'])
  expect(texts(await list('getClientPromisePayments', ''), 'promtill')).toEqual([
    '2026-01-17 00:00:00',
    '2026-03-17 00:00:00',
  ])
})

test('payments come in pages that are counted from one, in the order asked for', async () => {
  const { agrmid } = double.books.agreement('0077001') ?? {}
  const order = '<ord><name>record_id</name><ascdesc>1</ascdesc></ord>'
  const pages = await Promise.all(
    [1, 2, 3, 4].map((page) =>
      list('getPayments', `<agrmid>${agrmid}</agrmid><pgsize>100</pgsize><pgnum>${page}</pgnum>`, order),
    ),
  )
  const ids = pages.map((page) => texts(page, 'recordid').map(Number))
  const all = double.books.payments(agrmid ?? 0).map(({ recordid }) => recordid)
  expect(ids.flat()).toEqual(all.toReversed())
  expect(ids.map(({ length }) => length)).toEqual([100, 100, all.length - 200, 0])
})

test('payments are found by receipt and by the time of their posting', async () => {
  const { agrmid } = double.desk.pay({ number: '0077014', amount: '5', receipt: 'DESK-1', at: `${TODAY} 10:00:00` })
  expect(texts(await list('getPayments', '<receipt>DESK-1</receipt>'), 'agrmid')).toEqual([`${agrmid}`])
  const within = (from: string, to: string) =>
    list('getPayments', `<agrmid>${agrmid}</agrmid><dtfrom>${from}</dtfrom><dtto>${to}</dtto>`)
  expect(texts(await within(`${TODAY} 10:00:00`, `${TODAY} 10:00:01`), 'receipt')).toEqual(['DESK-1'])
  expect(texts(await within(`${TODAY} 09:00:00`, `${TODAY} 10:00:00`), 'receipt')).toEqual([])
})

test('a receipt is known to the manager who used it, and to no other', async () => {
  double.desk.pay({ number: '0077014', amount: '5', receipt: 'SAME-1', modperson: 2 })
  const check = '<ns1:ExternCheckPayment><receipt>SAME-1</receipt></ns1:ExternCheckPayment>'
  expect(detailOf(await ask(check))).toBe('Payment with receipt = SAME-1 and mod_person = 1 not found')
  expect((await ask(payment('SAME-1', '5')))?.status).toBe(200)
  expect(texts(await ask(check), 'receipt')).toEqual(['SAME-1'])
})

test('a payment can be posted in the name of another manager', async () => {
  await ask(payment('FOR-2', '5').replace('<amount>', '<modperson>2</modperson><amount>'))
  const listed = await list('getPayments', '<receipt>FOR-2</receipt>')
  expect([texts(listed, 'modperson'), texts(listed, 'mgr')]).toEqual([['2'], ['kassa']])
})

test('without the flag the same receipt is credited twice', async () => {
  const twice = payment('TWICE-1', '5').replace('<notexists>1', '<notexists>0')
  await ask(twice)
  await ask(twice)
  expect(double.books.state.payments.filter(({ receipt }) => receipt === 'TWICE-1')).toHaveLength(2)
})

test('a receipt that was taken back is refused as such, and is not taken back twice', async () => {
  await ask(payment('GONE-1', '5'))
  const { recordid } = double.books.state.payments.at(-1) ?? {}
  const cancel = '<ns1:ExternCancelPayment><receipt>GONE-1</receipt><notexists>1</notexists></ns1:ExternCancelPayment>'
  await ask(cancel)
  expect(detailOf(await ask(payment('GONE-1', '5')))).toBe(`Payment is cancelled (record_id = ${recordid})`)
  expect(detailOf(await ask(cancel))).toBe(`Payment already cancelled (record_id = ${recordid})`)
  const check = await ask('<ns1:ExternCheckPayment><receipt>GONE-1</receipt></ns1:ExternCheckPayment>')
  expect([texts(check, 'status'), texts(check, 'canceldate')[0]]).toEqual([['2'], expect.stringContaining(TODAY)])
})

test('what was posted before the lock of the period stays', async () => {
  double.desk.pay({ number: '0077014', amount: '5', receipt: 'OLD-1', modperson: 1, at: '2026-01-31 10:00:00' })
  double.terms.periodLock = '2026-03-01'
  const { recordid } = double.books.state.payments.at(-1) ?? {}
  const heard = await ask('<ns1:ExternCancelPayment><receipt>OLD-1</receipt></ns1:ExternCancelPayment>')
  expect(detailOf(heard)).toBe(`Payment cannot be cancelled (record_id = ${recordid})`)
})

test.each([
  ['0', 'Invalid amount'],
  ['-5', 'Invalid amount'],
  ['NaN', 'Invalid amount'],
])('a payment of %s is refused', async (amount, detail) => {
  const before = double.books.state.payments.length
  expect(detailOf(await ask(payment('BAD-1', amount)))).toBe(detail)
  expect(double.books.state.payments).toHaveLength(before)
})

test('half a kopeck is taken, and 1e3 is a thousand', async () => {
  await ask(payment('ODD-1', '0.005'))
  await ask(payment('ODD-2', '1e3'))
  expect(double.books.state.payments.slice(-2).map(({ amount }) => amount)).toEqual(['0.005', '1000'])
})

test('a closed agreement takes no money', async () => {
  double.desk.close('0077014', TODAY)
  expect(detailOf(await ask(payment('CLOSED-1', '5')))).toBe('Agreement is closed (0077014)')
  double.desk.close('0077014', '2026-03-15')
  expect((await ask(payment('CLOSED-1', '5')))?.status).toBe(200)
})

test('with one agreement of a person come all that the person has', async () => {
  double.desk.addAgreement({ uid: 6, number: '0099001' })
  const heard = await ask('<ns1:getExternAccount><id>5</id><str>0099001</str></ns1:getExternAccount>')
  expect(texts(heard, 'number')).toEqual(['0077014', '0099001'])
})

test('a filter that is not looked at is refused', async () => {
  expect(detailOf(await list('getAgreements', '<email>a@b.example</email>'))).toBe(
    'The double does not filter by email',
  )
})

test('an agreement is found by its number in any case of letters', async () => {
  double.desk.addAgreement({ uid: 6, number: 'Д-17/а' })
  expect(texts(await list('getAgreements', '<agrmnum>д-17/А</agrmnum>'), 'number')).toEqual(['Д-17/а'])
})

test('a promised payment runs until it is paid or over, and there is one at a time', async () => {
  const { agrmid, balance } = double.books.agreement('0077014') ?? { agrmid: 0, balance: 0 }
  const [vgroup] = double.books.vgroups(agrmid)
  double.desk.charge({ vgid: vgroup?.vgid ?? 0, amount: String(Math.round(balance) + 200) })
  expect(vgroup?.blocked).toBe(1)
  const settings = await ask(`<ns1:getClientPPSettings><agrm>${agrmid}</agrm></ns1:getClientPPSettings>`)
  expect(inside(settings)).toContain(
    '<promisetill>5</promisetill><promisemin>50</promisemin><promisemax>1000</promisemax>',
  )
  expect(texts(settings, 'promiseavailable')).toEqual(['1'])
  const promise = (sum: string) =>
    ask(`<ns1:ClientPromisePayment><agrm>${agrmid}</agrm><summ>${sum}</summ></ns1:ClientPromisePayment>`)
  expect(detailOf(await promise('10'))).toBe(`Promise payment amount is out of range (${agrmid})`)
  expect(inside(await promise('300'))).toBe(
    '<ns1:ClientPromisePaymentResponse><ret>1</ret></ns1:ClientPromisePaymentResponse>',
  )
  expect(vgroup?.blocked).toBe(0)
  expect(detailOf(await promise('300'))).toBe(`Promise payment is already active (${agrmid})`)
  const listed = await list('getClientPromisePayments', `<agrmid>${agrmid}</agrmid>`)
  expect([texts(listed, 'debt'), texts(listed, 'promtill')[0]]).toEqual([
    ['300'],
    expect.stringContaining('2026-03-19'),
  ])
  expect(texts(await list('getAgreements', `<agrmid>${agrmid}</agrmid>`), 'ppdebt')).toEqual(['300'])
  double.clock.advance(6 * DAY_MS)
  cookie = await logIn(double.url)
  await list('getAgreements', `<agrmid>${agrmid}</agrmid>`)
  expect(vgroup?.blocked).toBe(1)
})

test('a planned change of tariff takes effect when it is due', async () => {
  const vgroup = vgroupOf('0077001')
  const plan = (tarid: number, at: string) =>
    ask(
      `<ns1:insClientTarifsRasp><val><recordid>0</recordid><vgid>${vgroup?.vgid}</vgid><id>1</id><taridnew>${tarid}</taridnew><taridold>101</taridold><requestby></requestby><changetime>${at}</changetime></val></ns1:insClientTarifsRasp>`,
    )
  expect(detailOf(await plan(104, '2026-04-01 00:00:00'))).toBe('Tarif is not available (104)')
  const [id] = texts(await plan(102, '2026-04-01 00:00:00'), 'ret')
  expect(detailOf(await plan(103, '2026-04-01 00:00:00'))).toBe(`Tarif change is already scheduled (${vgroup?.vgid})`)
  const planned = await list('getTarifsRasp', `<vgid>${vgroup?.vgid}</vgid>`)
  expect([texts(planned, 'recordid'), texts(planned, 'changetime')]).toEqual([[id], ['2026-04-01 00:00:00']])
  expect(vgroup?.tarid).toBe(101)
  double.clock.set(Date.parse('2026-03-31T21:00:01Z'))
  cookie = await logIn(double.url)
  expect(texts(await list('getVgroups', `<vgid>${vgroup?.vgid}</vgid>`), 'tarid')).toEqual(['102'])
  expect(inside(await list('getTarifsRasp', `<vgid>${vgroup?.vgid}</vgid>`))).toBe(
    '<ns1:getTarifsRaspResponse></ns1:getTarifsRaspResponse>',
  )
  await plan(101, '')
  expect(vgroupOf('0077001')?.tarid).toBe(101)
  const again = await ask(`<ns1:delTarifsRasp><id>${id}</id></ns1:delTarifsRasp>`)
  expect(detailOf(again)).toBe(`Tarif schedule not found (${id})`)
})

test('a freeze runs from its first day to the day of its end, and can be taken back before and ended after', async () => {
  const vgroup = vgroupOf('0077027')
  const freeze = (from: string, to: string) =>
    ask(
      `<ns1:setVgUserBlockSchedule><val><recordid>0</recordid><vgid>${vgroup?.vgid}</vgid><parentid>0</parentid><timefrom>${from}</timefrom><timeto>${to}</timeto><comment>отпуск</comment></val></ns1:setVgUserBlockSchedule>`,
    )
  expect(detailOf(await freeze('2026-03-01', '2026-03-20'))).toBe(`Wrong user block period (${vgroup?.vgid})`)
  const [first] = texts(await freeze('2026-03-20', '2026-03-25'), 'ret')
  expect(detailOf(await freeze('2026-03-24', '2026-03-30'))).toBe(`User block overlaps another one (${vgroup?.vgid})`)
  const blocks = await ask(
    `<ns1:getVgUserBlockSchedule><flt><recordid>0</recordid><vgid>${vgroup?.vgid}</vgid><agrmid>0</agrmid></flt></ns1:getVgUserBlockSchedule>`,
  )
  expect(texts(blocks, 'timefrom')).toEqual(['2026-03-20 00:00:00'])
  expect(texts(blocks, 'comment')).toEqual(['отпуск'])
  const stop = (id: string | undefined) =>
    ask(`<ns1:stopVgUserBlockSchedule><val><recordid>${id}</recordid></val></ns1:stopVgUserBlockSchedule>`)
  expect(detailOf(await stop(first))).toBe(`User block has not begun (${first})`)
  await ask(`<ns1:delVgUserBlockSchedule><id>${first}</id></ns1:delVgUserBlockSchedule>`)
  const [second] = texts(await freeze(TODAY, '2026-03-25'), 'ret')
  expect(vgroup?.blocked).toBe(2)
  const taken = await ask(`<ns1:delVgUserBlockSchedule><id>${second}</id></ns1:delVgUserBlockSchedule>`)
  expect(detailOf(taken)).toBe(`User block has begun (${second})`)
  expect((await stop(second))?.status).toBe(200)
  expect(vgroup?.blocked).toBe(0)
})

test('a telephone cannot be put on hold', async () => {
  const telephone = double.books.state.vgroups.find(({ agentid, blocked }) => agentid === 3 && blocked !== 10)
  const ask1 = `<ns1:getUserBlockTemplate><flt><vgid>${telephone?.vgid}</vgid><agrmid>0</agrmid></flt></ns1:getUserBlockTemplate>`
  expect(inside(await ask(ask1))).toBe('<ns1:getUserBlockTemplateResponse></ns1:getUserBlockTemplateResponse>')
})

test('what a tariff may be changed to is of its kind, and neither hidden nor in the archive', async () => {
  const heard = await ask(
    '<ns1:getTarifsStaff><filter><groupid>0</groupid><grouptarid>101</grouptarid><groupmoduleid>0</groupmoduleid><tarid>0</tarid></filter></ns1:getTarifsStaff>',
  )
  expect(texts(heard, 'tarid')).toEqual(['102', '103'])
  expect(texts(heard, 'rent')).toEqual(['700', '900.5'])
  expect(texts(await list('getTarifsExt2', '<unavail>0</unavail>'), 'tarid')).not.toContain('104')
  expect(texts(await list('getTarifsExt2', ''), 'tarid')).toEqual(['101', '102', '103', '104', '201', '202', '301'])
})

test('a ticket is opened for a person, written to by both sides, and closed by a post', async () => {
  const opened = await ask(
    '<ns1:insupdSbssTicket><isInsert>1</isInsert><val><id>0</id><authortype>1</authortype><authorid>6</authorid><classid>1</classid><statusid>1</statusid><name>Нет &amp; нет</name><seen>false</seen></val></ns1:insupdSbssTicket>',
  )
  const [id] = texts(opened, 'ret')
  const post = (text: string, status: string) =>
    ask(
      `<ns1:insupdSbssPost><isInsert>1</isInsert><val><id>0</id><ticketid>${id}</ticketid><authortype>1</authortype><authorid>6</authorid><spec>0</spec>${status}<text>${text}</text></val></ns1:insupdSbssPost>`,
    )
  await post('Первое', '')
  double.desk.reply({ ticketid: Number(id), text: 'Ответ', statusid: 2 })
  const full = await ask(`<ns1:getSbssTicket><id>${id}</id></ns1:getSbssTicket>`)
  expect([texts(full, 'text'), texts(full, 'name')]).toEqual([['Первое', 'Ответ'], ['Нет &amp; нет']])
  await post('Спасибо', '<statusid>4</statusid>')
  expect(double.books.state.tickets.find((one) => `${one.id}` === id)?.statusid).toBe(4)
  expect(texts(await list('getSbssTickets', '<userid>6</userid>'), 'id')).toContain(id)
  expect(
    detailOf(
      await ask(
        '<ns1:insupdSbssPost><isInsert>1</isInsert><val><id>0</id><ticketid>1</ticketid><spec>0</spec><text>x</text></val></ns1:insupdSbssPost>',
      ),
    ),
  ).toBe('Ticket not found (1)')
})

test('the lists of states and classes that the installation keeps can be asked for', async () => {
  expect(texts(await list('getSbssStatuses', ''), 'id')).toEqual(['1', '2', '3', '4'])
  expect(texts(await ask('<ns1:getSbssRequestClasses/>'), 'descr')).toContain('Неисправность')
})

test('an order by a column that is not there is the error of the database', async () => {
  expect(detailOf(await list('getPayments', '<agrmid>9</agrmid>', '<ord><name>nope</name></ord>'))).toBe(
    "Unknown column 'nope' in 'order clause'",
  )
})

test('the recommended payment is what a month costs and is not there', async () => {
  const { agrmid, balance } = double.books.agreement('0077014') ?? { agrmid: 0, balance: 0 }
  const rent = double.books.vgroups(agrmid).reduce((sum, { tarid }) => sum + rentOf(tarid), 0)
  const heard = await ask(`<ns1:getRecommendedPayment><id>${agrmid}</id><mode>0</mode></ns1:getRecommendedPayment>`)
  expect(Number(texts(heard, 'ret')[0])).toBeCloseTo(Math.max(0, rent - balance), 6)
})

function rentOf(tarid: number): number {
  return double.books.state.tariffs.find((one) => one.tarid === tarid)?.rent ?? 0
}

function payment(receipt: string, amount: string): string {
  return `<ns1:ExternPayment><id>5</id><str>0077014</str><val><agrmid>0</agrmid><amount>${amount}</amount><receipt>${receipt}</receipt></val><notexists>1</notexists></ns1:ExternPayment>`
}
