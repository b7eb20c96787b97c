import type { PersonAccountResolvers, QueryResolvers, Resolvers } from '../../generated/schema.ts'
import { accountTypeName, readId, writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'
import { badCursor, readAfter, readFirst } from '../page.ts'
import { writePaymentConnection } from '../payment/connection.ts'
import { requireViewer } from '../viewer.ts'

export const accountQueries: Pick<QueryResolvers, 'account'> = {
  account: (_parent, { id: text }, context) => {
    const id = readId(text)
    if (id?.type !== 'Account') return null
    return context.loaders.accounts.findAccount(requireViewer(context), { id: id.accountId, kind: id.kind })
  },
}

/** What both kinds of accounts share. */
const account: Omit<PersonAccountResolvers, 'profile' | '__isTypeOf'> = {
  id: ({ id, kind }) => writeId({ type: 'Account', kind, accountId: id }),
  status: async ({ id, viewer }, _args, { loaders }) =>
    (await loaders.accounts.findState(viewer, id))?.value.status ?? null,
  balance: ({ id, viewer }, _args, { loaders }) => loaders.accounts.findState(viewer, id),
  agreement: ({ id, viewer }, _args, { loaders }) => loaders.agreements.findAgreement(viewer, id),
  services: ({ id, viewer }, _args, { loaders }) => loaders.services.listServices(viewer, id),
  payments: async ({ id, viewer }, args, { loaders }) => {
    const before = readAfter(args.after, id)
    const page = await loaders.payments.listPage(viewer, { accountId: id, first: readFirst(args.first), before })
    if (page === null && before !== null) throw badCursor()
    return page && writePaymentConnection(page, { accountId: id, isFirstPage: before === null })
  },
  asOf: async ({ id, viewer }, args, context) => {
    const state = await context.loaders.accounts.findState(viewer, id)
    return state && observedFields.asOf(state, args, context)
  },
  freshness: async ({ id, viewer }, _args, { loaders }) =>
    (await loaders.accounts.findState(viewer, id))?.freshness ?? null,
}

export const accountResolvers: Pick<
  Resolvers,
  'Account' | 'Balance' | 'OrganizationAccount' | 'OrganizationProfile' | 'PersonAccount' | 'PersonProfile'
> = {
  Account: { __resolveType: ({ kind }) => accountTypeName(kind) },
  PersonAccount: {
    ...account,
    profile: async ({ id, viewer }, _args, { loaders }) => {
      const found = await loaders.accounts.findProfile(viewer, id)
      return found?.value.kind === 'PERSON' ? { ...found, value: found.value } : null
    },
  },
  OrganizationAccount: {
    ...account,
    profile: async ({ id, viewer }, _args, { loaders }) => {
      const found = await loaders.accounts.findProfile(viewer, id)
      return found?.value.kind === 'ORGANIZATION' ? { ...found, value: found.value } : null
    },
  },
  Balance: {
    amount: ({ value }) => value.balance.amount,
    creditLimit: ({ value }) => value.balance.creditLimit,
    credited: ({ value }) => value.balance.credited,
    spent: ({ value }) => value.balance.spent,
    ...observedFields,
  },
  PersonProfile: {
    lastName: ({ value }) => value.lastName,
    firstName: ({ value }) => value.firstName,
    middleName: ({ value }) => value.middleName,
    phone: ({ value }) => value.phone,
    email: ({ value }) => value.email,
    address: ({ value }) => value.address,
    ...observedFields,
  },
  OrganizationProfile: {
    legalName: ({ value }) => value.legalName,
    inn: ({ value }) => value.inn,
    kpp: ({ value }) => value.kpp,
    phone: ({ value }) => value.phone,
    email: ({ value }) => value.email,
    address: ({ value }) => value.address,
    ...observedFields,
  },
}
