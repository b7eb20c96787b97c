import { CONTACT_KINDS, type Company, type CompanyDraft, type Contact } from '../../domain/company.ts'
import type { LocalizedText } from '../../domain/localized-text.ts'
import type { CompanyBilling } from '../content-port.ts'
import { type Details, oneOf, readDetails } from './details.ts'
import { createPut } from './editing.ts'
import type { ContentOptions, Kind } from './kind.ts'

/** There is one company, so its key says nothing. */
export const COMPANY_CODE = 'company'

export function createCompany(options: ContentOptions): CompanyBilling {
  return {
    async findCompany() {
      const [row] = await options.store.list({
        kind: 'company',
        shownAt: null,
        regionId: undefined,
        topic: null,
        after: null,
        limit: 1,
      })
      return row ? companyKind.read(row) : null
    },
    editing: createPut(options, { ...companyKind, codeOf: () => COMPANY_CODE, max: 1 }),
  }
}

export const companyKind: Kind<Company, CompanyDraft> = {
  kind: 'company',
  read: ({ version, updatedAt, title, body, details: json }) => {
    const details = readDetails('company', json)
    return {
      noun: 'company',
      version,
      updatedAt,
      name: title,
      about: body,
      connection: details.localized('connection'),
      prices: details.localized('prices'),
      payment: details.localized('payment'),
      contacts: details.list('contacts').map(readContact),
    }
  },
  write: ({ name, about, connection, prices, payment, contacts }) => ({
    title: name,
    body: about,
    regionId: null,
    topic: null,
    startsAt: 0,
    endsAt: null,
    sortKey: 0,
    details: JSON.stringify({ connection, prices, payment, contacts }),
  }),
}

function readContact(details: Details): Contact {
  return {
    kind: oneOf(CONTACT_KINDS, details.text('kind'), () => details.corrupt('contact')),
    label: required(details, 'label'),
    value: required(details, 'value'),
    hours: details.localized('hours'),
    regionId: details.text('regionId'),
  }
}

function required(details: Details, name: string): LocalizedText {
  const text = details.localized(name)
  if (text === null) throw details.corrupt(name)
  return text
}
