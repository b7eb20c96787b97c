import { externAgreement } from './lanbilling-accounts.ts'
import { runningPromise } from './lanbilling-books.ts'
import {
  agreementFor,
  allows,
  type Call,
  filterOf,
  findAgreement,
  findPerson,
  isClosed,
  type Operation,
  ordered,
  paged,
  refuse,
  type Session,
} from './lanbilling-call.ts'
import { plusDays, readMoment } from './lanbilling-clock.ts'
import { MANAGERS, type Payment } from './lanbilling-state.ts'
import { numberOf, type Row, rowOf, textOf } from './lanbilling-values.ts'

const LONGEST_RECEIPT = 64
const MOST = 1e12
const CANCELLED = 2

/** Money: payments of cash desks and payment systems, and promised ones. */
export const PAYMENT_OPERATIONS: Readonly<Record<string, Operation>> = {
  ExternPayment: {
    input: 'id:l! str:s! operid:l val:soapPayment! notexists:l',
    output: 'l',
    writes: true,
    run: (call) => pay(call).recordid,
  },
  ExternCheckPayment: {
    input: 'receipt:s!',
    output: 'soapPaymentFull',
    // This answer says nothing of who posted it.
    run: (call) =>
      ownPayments(call).map((payment) => ({ ...showPayment(call, payment), uid: 0, mgr: '', mgrdescr: '' })),
  },
  ExternCancelPayment: {
    input: 'receipt:s! canceldate:s notexists:l',
    output: 'l',
    writes: true,
    run(call) {
      const found = ownPayments(call)
      const payment = found.find(({ status }) => status !== CANCELLED) ?? found[0]
      if (payment === undefined) return null
      const { recordid } = payment
      if (payment.status === CANCELLED) {
        if (numberOf(call.input, 'notexists') === 1) refuse(`Payment already cancelled (record_id = ${recordid})`)
        return recordid
      }
      if (payment.localdate < call.terms.periodLock) refuse(`Payment cannot be cancelled (record_id = ${recordid})`)
      const at = readMoment(textOf(call.input, 'canceldate')) ?? refuse('Wrong date')
      call.books.cancel(payment, at === '' ? call.now : at)
      return recordid
    },
  },
  getPayments: {
    input: 'flt:soapFilter ord:soapOrderby*',
    output: 'soapPaymentFull',
    run: listPayments,
  },
  getRecommendedPayment: {
    input: 'id:l! mode:l',
    output: 'd',
    clients: true,
    run(call) {
      const { agrmid, balance } = agreementFor(call, numberOf(call.input, 'id'))
      const rents = call.books
        .vgroups(agrmid)
        .filter(({ blocked }) => blocked !== 10)
        .map(({ tarid }) => call.books.state.tariffs.find((one) => one.tarid === tarid)?.rent ?? 0)
      return Math.max(0, rents.reduce((sum, rent) => sum + rent, 0) - balance)
    },
  },
  getClientPPSettings: {
    input: 'agrm:l!',
    output: 'soapPPSettings',
    clients: true,
    run(call) {
      const { agrmid } = agreementFor(call, numberOf(call.input, 'agrm'))
      const { days, min, max, limit, betweenDays } = call.terms.promise
      return [
        {
          promisetill: days,
          promisemin: min,
          promisemax: max,
          promiselimit: limit,
          promiseondays: betweenDays,
          promiseavailable: whyNoPromise(call, agrmid) === null ? 1 : 0,
        },
      ]
    },
  },
  getClientPromisePayments: {
    input: 'flt:soapFilter',
    output: 'soapPromisePayment',
    clients: true,
    run: listPromises,
  },
  ClientPromisePayment: {
    input: 'agrm:l! summ:d!',
    output: 'l',
    writes: true,
    clients: true,
    run(call) {
      const agreement = agreementFor(call, numberOf(call.input, 'agrm'))
      const { agrmid } = agreement
      if (isClosed(agreement, call.now)) refuse(`Agreement is closed (${agrmid})`)
      const why = whyNoPromise(call, agrmid)
      if (why !== null) refuse(why)
      const amount = numberOf(call.input, 'summ')
      const { days, min, max } = call.terms.promise
      if (!(amount >= min && amount <= max)) refuse(`Promise payment amount is out of range (${agrmid})`)
      call.books.state.promises.push({
        recordid: call.books.nextRecordId(),
        agrmid,
        amount: decimalText(amount),
        promdate: call.now,
        promtill: plusDays(call.now, days),
        debt: amount,
        payid: 0,
      })
      return 1
    },
  },
}

function pay(call: Call): Payment {
  const val = rowOf(call.input['val'])
  const named = numberOf(val, 'agrmid')
  const text = textOf(call.input, 'str')
  const agreement = named === 0 ? externAgreement(call) : findAgreement(call.books.state, named)
  if (agreement === undefined) return refuse(`Account not found (${text})`)
  if (isClosed(agreement, call.now)) refuse(`Agreement is closed (${text})`)
  const amount = numberOf(val, 'amount')
  if (!(amount > 0)) refuse('Invalid amount')
  if (amount >= MOST) refuse("Out of range value for column 'amount' at row 1")
  const receipt = textOf(val, 'receipt')
  if (receipt.length > LONGEST_RECEIPT) refuse("Data too long for column 'receipt' at row 1")
  // 0 and nothing are whoever asks.
  const modperson = numberOf(val, 'modperson') > 0 ? numberOf(val, 'modperson') : personOf(call.session)
  if (numberOf(call.input, 'notexists') === 1) assertNew(call, receipt, modperson)
  const paydate = readMoment(textOf(val, 'paydate')) ?? refuse('Wrong date')
  return call.books.post({
    agrmid: agreement.agrmid,
    amount: decimalText(amount),
    paydate: paydate === '' ? call.now : paydate,
    localdate: call.now,
    receipt,
    comment: textOf(val, 'comment'),
    classid: numberOf(val, 'classid'),
    modperson,
  })
}

function assertNew({ books }: Call, receipt: string, modperson: number): void {
  const known = books.state.payments.filter((one) => one.receipt === receipt && one.modperson === modperson)
  const standing = known.find(({ status }) => status !== CANCELLED)
  if (standing !== undefined) refuse(`Payment already exists (record_id = ${standing.recordid})`)
  const [cancelled] = known
  if (cancelled !== undefined) refuse(`Payment is cancelled (record_id = ${cancelled.recordid})`)
}

/** The payments that this manager posted with the receipt; there is one at least. */
function ownPayments({ books, input, session }: Call): readonly Payment[] {
  const receipt = textOf(input, 'receipt')
  const person = personOf(session)
  const found = books.state.payments.filter((one) => one.receipt === receipt && one.modperson === person)
  if (found.length === 0) refuse(`Payment with receipt = ${receipt} and mod_person = ${person} not found`)
  return found
}

function listPayments(call: Call): readonly Row[] {
  const filter = filterOf(call, ['agrmid', 'recordid', 'mgrid', 'userid', 'receipt', 'dtfrom', 'dtto'])
  const receipt = textOf(filter, 'receipt')
  const [from, to] = periodOf(filter)
  const found = call.books.state.payments.filter(
    (one) =>
      allows(filter, 'agrmid', one.agrmid) &&
      allows(filter, 'recordid', one.recordid) &&
      allows(filter, 'mgrid', one.modperson) &&
      allows(filter, 'userid', findAgreement(call.books.state, one.agrmid)?.uid ?? 0) &&
      (receipt === '' || one.receipt === receipt) &&
      from <= one.localdate &&
      (to === '' || one.localdate < to),
  )
  const rows = ordered(found, call.input['ord'], {
    record_id: ({ recordid }) => recordid,
    pay_date: ({ paydate }) => paydate,
    local_date: ({ localdate }) => localdate,
    amount: ({ amount }) => Number(amount),
  })
  return paged(rows, filter).map((payment) => {
    const row = showPayment(call, payment)
    return { ...row, pay: { ...rowOf(row['pay']), modperson: payment.modperson } }
  })
}

function listPromises(call: Call): readonly Row[] {
  const filter = filterOf(call, ['agrmid', 'dtfrom', 'dtto'])
  const [from, to] = periodOf(filter)
  const { state } = call.books
  return state.promises
    .filter((one) => allows(filter, 'agrmid', one.agrmid) && from <= one.promdate && (to === '' || one.promdate < to))
    .flatMap((promise): Row[] => {
      const agreement = findAgreement(state, promise.agrmid)
      if (call.session.kind === 'client' && agreement?.uid !== call.session.uid) return []
      const username = findPerson(state, agreement?.uid ?? 0)?.name
      return [
        { ...promise, currid: 1, amount: Number(promise.amount), symbol: 'руб', username, agrmnum: agreement?.number },
      ]
    })
}

/** From, inclusive, and to, exclusive; "" is open. */
function periodOf(filter: Row): readonly [string, string] {
  const read = (name: string) => readMoment(textOf(filter, name)) ?? refuse('Wrong date')
  return [read('dtfrom'), read('dtto')]
}

function whyNoPromise({ books, now, terms: { promise } }: Call, agrmid: number): string | null {
  const agreement = findAgreement(books.state, agrmid)
  const own = books.state.promises.filter((one) => one.agrmid === agrmid)
  if (runningPromise(books.state, agrmid, now) !== undefined) return `Promise payment is already active (${agrmid})`
  const isTooDeep = promise.limit > 0 && (agreement?.balance ?? 0) < -promise.limit
  const isTooSoon = own.some(({ promdate }) => now < plusDays(promdate, promise.betweenDays))
  const isOver = agreement === undefined || isClosed(agreement, now)
  return !promise.isAvailable || isTooDeep || isTooSoon || isOver
    ? `Promise payment is not available (${agrmid})`
    : null
}

function showPayment({ books }: Call, payment: Payment): Row {
  const { recordid, agrmid, status, classid, amount, paydate, localdate, canceldate, receipt, comment } = payment
  const agreement = findAgreement(books.state, agrmid)
  const person = findPerson(books.state, agreement?.uid ?? 0)
  const manager = MANAGERS.find(({ personid }) => personid === payment.modperson)
  return {
    pay: {
      recordid,
      agrmid,
      status,
      classid,
      amount: Number(amount),
      paydate,
      localdate,
      canceldate,
      receipt,
      comment,
    },
    amountcurr: Number(amount),
    uid: person?.uid,
    agrm: agreement?.number,
    mgr: manager?.login,
    mgrdescr: manager?.fio,
  }
}

function personOf(session: Session): number {
  return session.kind === 'manager' ? session.personid : 0
}

/** The shortest decimal text of a double, without an exponent. */
function decimalText(amount: number): string {
  const text = String(amount)
  return text.includes('e') ? amount.toFixed(12).replace(/\.?0+$/, '') : text
}
