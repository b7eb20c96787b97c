import type { Profile } from '../../domain/account.ts'
import { readPhone } from '../../domain/phone.ts'
import { NO_PROFILE_CHANGES } from '../absent.ts'
import type { ProfileBilling } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import { findAgreement } from './agreement-rows.ts'
import { askEach } from './each.ts'
import { findPerson, type PersonRow } from './people.ts'
import type { LanSide } from './side.ts'

/**
 * getAccount, of the person behind an agreement. Nothing of it is changed from here: insupdAccount writes a whole person with
 * everything that the office knows, and would undo what was changed there meanwhile.
 */
export function createProfiles(side: LanSide): ProfileBilling {
  return {
    findProfiles: (ids, call) =>
      askEach(ids, async (id) => {
        const agreement = await findAgreement(side, id, call)
        if (agreement === undefined) return undefined
        const person = await findPerson(side, agreement.personId, call)
        return person === undefined ? undefined : toProfile(person, id, side)
      }),
    // The billing keeps none of them.
    findSettings: async () => new Map(),
    ...NO_PROFILE_CHANGES,
  }
}

function toProfile(person: PersonRow, accountId: string, { context }: LanSide): Profile {
  const { email, address } = person
  const shared = { accountId, phone: choosePhone(person, context.onOddity), email, address }
  if (person.kind === 'ORGANIZATION') {
    if (person.name === '') throw malformed('name: missing')
    return { kind: 'ORGANIZATION', ...shared, legalName: person.name, inn: person.inn ?? '', kpp: person.kpp }
  }
  return { kind: 'PERSON', ...shared, ...nameOf(person) }
}

/** The parts of the name where the office keeps them, or else the words of the whole name, family name first. */
function nameOf({ name, lastName, firstName, middleName }: PersonRow) {
  if (lastName !== null && firstName !== null) return { lastName, firstName, middleName }
  const [first = '', second = '', ...others] = name.split(/\s+/).filter((word) => word !== '')
  if (first === '') throw malformed('name: missing')
  return { lastName: first, firstName: second, middleName: others.length > 0 ? others.join(' ') : null }
}

/** Where messages go: the mobile, or else the telephone. */
function choosePhone({ mobile, phone }: PersonRow, onOddity: LanSide['context']['onOddity']): string | null {
  for (const text of [mobile, phone]) {
    const read = text === null ? null : readPhone(text)
    if (read !== null) return read
    if (text !== null) onOddity({ kind: 'unreadable_phone', field: 'getAccount.phone', code: null })
  }
  return null
}
