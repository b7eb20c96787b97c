import type { AccountKind } from '../../domain/account.ts'
import type { BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { element, elements, findElement, findElementText, type XmlElement } from '../transport/xml.ts'
import { findById } from './by-id.ts'
import { ACCOUNT_KIND, findCode } from './codes.ts'
import { readKey, readLong } from './rows.ts'
import type { LanSide } from './side.ts'

/** Who has concluded agreements: a person or a company. */
export interface PersonRow {
  readonly id: string
  readonly kind: AccountKind
  /** Nothing where nobody may sign in. */
  readonly login: string
  /** As the office writes it. */
  readonly name: string
  readonly lastName: string | null
  readonly firstName: string | null
  readonly middleName: string | null
  readonly inn: string | null
  readonly kpp: string | null
  readonly phone: string | null
  readonly mobile: string | null
  readonly email: string | null
  readonly address: string | null
}

/** getAccount; undefined when there is no such person. */
export function findPerson(side: LanSide, id: string, call: BillingCall): Promise<PersonRow | undefined> {
  return findById(
    side,
    {
      operation: 'getAccount',
      noun: 'Account',
      id,
      read: (answer) => {
        const row = findElement(answer, 'ret')
        if (row === null) return undefined
        const person = readPerson(row)
        if (person.id !== id) throw malformed('uid: not the one asked for')
        return person
      },
    },
    call,
  )
}

/** One soapAccountFull. */
function readPerson(row: XmlElement): PersonRow {
  const account = element(row, 'account')
  const kind = findCode(ACCOUNT_KIND, readLong(account, 'type'))
  if (kind === null) throw malformed('type: neither person nor company')
  const text = (name: string) => findElementText(account, name)
  return {
    id: readKey(account, 'uid'),
    kind,
    login: text('login') ?? '',
    name: text('name') ?? '',
    lastName: text('abonentsurname'),
    firstName: text('abonentname'),
    middleName: text('abonentpatronymic'),
    inn: text('inn'),
    kpp: text('kpp'),
    phone: text('phone'),
    mobile: text('mobile'),
    email: text('email'),
    address: readAddress(row),
  }
}

/** Where the services are, or else where somebody is registered. */
function readAddress(row: XmlElement): string | null {
  const addresses = elements(row, 'addresses')
    .map((address) => ({ type: readLong(address, 'type'), text: findElementText(address, 'address') }))
    .filter(({ text }) => text !== null)
  const connection = addresses.find(({ type }) => type === 1) ?? addresses.find(({ type }) => type === 0)
  return (connection ?? addresses[0])?.text ?? null
}
