import { runningPromise } from './lanbilling-books.ts'
import {
  allows,
  type Call,
  filterOf,
  findPerson,
  isClosed,
  type Operation,
  ordered,
  paged,
  refuse,
} from './lanbilling-call.ts'
import type { Agreement, Person } from './lanbilling-state.ts'
import { numberOf, type Row, textOf } from './lanbilling-values.ts'

/** Persons and their agreements. */
export const ACCOUNT_OPERATIONS: Readonly<Record<string, Operation>> = {
  getExternAccount: {
    input: 'id:l! str:s! operid:l',
    output: 'soapAccountFull',
    run(call) {
      const agreement = externAgreement(call)
      const person = findPerson(call.books.state, agreement.uid)
      const agreements = call.books.state.agreements.filter(({ uid }) => uid === agreement.uid)
      // The account has its name and nothing else; the agreements are all that the person has, the one asked for among them.
      return [{ account: { name: person?.name }, agreements: agreements.map((one) => showAgreement(call, one)) }]
    },
  },
  getAccount: {
    input: 'id:l!',
    output: 'soapAccountFull',
    run(call) {
      const uid = numberOf(call.input, 'id')
      const person = findPerson(call.books.state, uid) ?? refuse(`Account not found (${uid})`)
      const agreements = call.books.state.agreements.filter((one) => one.uid === uid)
      return [
        {
          account: showPerson(person),
          addresses: [{ type: 0, code: '', address: person.address }],
          agreements: agreements.map((agreement) => showAgreement(call, agreement)),
        },
      ]
    },
  },
  getAgreements: {
    input: 'flt:soapFilter ord:soapOrderby*',
    output: 'soapAgreement',
    run(call) {
      const filter = filterOf(call, ['agrmid', 'userid', 'operid', 'agrmnum'])
      const number = textOf(filter, 'agrmnum').toLowerCase()
      const found = call.books.state.agreements.filter(
        (one) =>
          allows(filter, 'agrmid', one.agrmid) &&
          allows(filter, 'userid', one.uid) &&
          allows(filter, 'operid', one.operid) &&
          (number === '' || one.number.toLowerCase() === number),
      )
      const rows = ordered(found, call.input['ord'], {
        agrm_id: ({ agrmid }) => agrmid,
        uid: ({ uid }) => uid,
        number: ({ number }) => number,
      })
      return paged(rows, filter).map((agreement) => showAgreement(call, agreement))
    },
  },
}

/** What `id` says of `str`: the codes that payment systems are configured with. */
const EXTERN: Readonly<Record<number, (agreement: Agreement, call: Call, text: string) => boolean>> = {
  0: ({ agrmid }, { books }, text) => books.vgroups(agrmid).some(({ login }) => login === text),
  1: ({ uid }, { books }, text) => findPerson(books.state, uid)?.login === text,
  5: ({ number }, _call, text) => number.toLowerCase() === text.toLowerCase(),
  6: ({ code }, _call, text) => code !== '' && code === text,
  9: ({ agrmid }, { books }, text) => books.vgroups(agrmid).some(({ vgid }) => `${vgid}` === text),
  10: ({ uid }, _call, text) => `${uid}` === text,
  11: ({ agrmid }, _call, text) => `${agrmid}` === text,
}

/** The agreement that `id`, `str` and `operid` name. */
export function externAgreement(call: Call): Agreement {
  const text = textOf(call.input, 'str')
  const fits = EXTERN[numberOf(call.input, 'id')]
  const found = call.books.state.agreements.find(
    (one) => fits?.(one, call, text) === true && allows(call.input, 'operid', one.operid),
  )
  return found ?? refuse(`Account not found (${text})`)
}

function showAgreement({ books, now }: Call, agreement: Agreement): Row {
  const { agrmid, uid, operid, number, code, date, closedon, datevalidto, credit, balance } = agreement
  return {
    agrmid,
    uid,
    operid,
    curid: 1,
    archive: isClosed(agreement, now) ? 1 : 0,
    balance,
    credit,
    ppdebt: runningPromise(books.state, agrmid, now)?.debt,
    number,
    code,
    date,
    closedon,
    datevalidto,
  }
}

function showPerson(person: Person): Row {
  const { uid, type, login, pass, name, descr, phone, mobile, email, inn, kpp } = person
  const [surname = '', first = '', patronymic = ''] = type === 2 ? name.split(' ') : []
  return {
    uid,
    type,
    login,
    pass,
    name,
    descr,
    phone,
    mobile,
    email,
    inn,
    kpp,
    abonentname: first,
    abonentsurname: surname,
    abonentpatronymic: patronymic,
  }
}
