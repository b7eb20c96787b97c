import { type CompanyDraft, type Contact, MAX_CONTACTS } from '../../domain/company.ts'
import { textIn } from '../../domain/localized-text.ts'
import type { CompanyContentInput, ContactInput, MutationResolvers, QueryResolvers } from '../../generated/schema.ts'
import { assertBounded } from '../bound.ts'
import type { Complete } from '../complete.ts'
import { readRegionArgument } from '../content/connection.ts'
import { runEdit } from '../content/edit.ts'
import { editedFields, optionalTextIn, regionalFields } from '../content/fields.ts'
import { createForm, type Form } from '../content/form.ts'

export const companyQueries: Pick<QueryResolvers, 'company'> = {
  company: (_parent, _args, { loaders }) => loaders.company.findCompany(),
}

export const companyMutations: Pick<MutationResolvers, 'updateCompany'> = {
  updateCompany: async (_parent, { input }, context) => {
    const form = createForm(context)
    const draft = await readDraft(form, input.content)
    const { item, userErrors } = await runEdit(form, context.content.company.editing, (editing, edit) =>
      editing.put({ expectedVersion: input.expectedVersion ?? null, draft }, edit),
    )
    return { company: item, userErrors }
  },
}

export const companyResolvers: Complete<'Company' | 'Contact'> = {
  Company: {
    name: ({ name }, _args, { language }) => textIn(name, language),
    about: ({ about }, _args, { language }) => textIn(about, language),
    connection: ({ connection }, _args, context) => optionalTextIn(connection, context),
    prices: ({ prices }, _args, context) => optionalTextIn(prices, context),
    payment: ({ payment }, _args, context) => optionalTextIn(payment, context),
    contacts: ({ contacts }, args) => {
      const regionId = readRegionArgument(args.regionId)
      return assertBounded(contacts, MAX_CONTACTS, 'contacts')
        .filter(({ kind }) => !args.kind || kind === args.kind)
        .filter((contact) => regionId === null || contact.regionId === null || contact.regionId === regionId)
    },
    nameTexts: ({ name }) => name,
    aboutTexts: ({ about }) => about,
    connectionTexts: ({ connection }) => connection,
    pricesTexts: ({ prices }) => prices,
    paymentTexts: ({ payment }) => payment,
    ...editedFields,
  },
  Contact: {
    label: ({ label }, _args, { language }) => textIn(label, language),
    value: ({ value }, _args, { language }) => textIn(value, language),
    hours: ({ hours }, _args, context) => optionalTextIn(hours, context),
    labelTexts: ({ label }) => label,
    valueTexts: ({ value }) => value,
    hoursTexts: ({ hours }) => hours,
    ...regionalFields,
  },
}

const LONG = { max: 5_000, multiline: true }

async function readDraft(form: Form, content: CompanyContentInput): Promise<CompanyDraft> {
  if (content.contacts.length > MAX_CONTACTS) form.reject('content.contacts', 'TOO_MANY')
  const contacts = content.contacts.slice(0, MAX_CONTACTS)
  return {
    name: form.text('content.name', content.name, { max: 200 }),
    about: form.text('content.about', content.about, LONG),
    connection: form.optionalText('content.connection', content.connection, LONG),
    prices: form.optionalText('content.prices', content.prices, LONG),
    payment: form.optionalText('content.payment', content.payment, LONG),
    contacts: await Promise.all(contacts.map((contact, index) => readContact(form, contact, index))),
  }
}

async function readContact(form: Form, contact: ContactInput, index: number): Promise<Contact> {
  const field = `content.contacts.${index}`
  return {
    kind: contact.kind,
    label: form.text(`${field}.label`, contact.label, { max: 200 }),
    value: form.text(`${field}.value`, contact.value, { max: 300 }),
    hours: form.optionalText(`${field}.hours`, contact.hours, { max: 200 }),
    regionId: await form.regionId(`${field}.regionId`, contact.regionId),
  }
}
