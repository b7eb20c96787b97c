import { createRequire } from 'node:module'
import { GraphQLError } from 'graphql'
import { readAccountId } from '../shared/billing.js'

// graphql-shield's ESM build imports util.isUndefined, which newer Node versions no longer have.
const require = createRequire(import.meta.url)
require('node:util').isUndefined ??= (value) => value === undefined
const { applyMiddleware } = require('graphql-middleware')
const { deny, rule, shield } = require('graphql-shield')

const unauthenticated = () => new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } })
const forbidden = () => new GraphQLError('Not allowed.', { extensions: { code: 'FORBIDDEN' } })

// The documentation advises `contextual` for whatever depends on the user alone: it is judged once a request.
const isSignedIn = rule({ cache: 'contextual' })((_parent, _args, { user }) => user !== null || unauthenticated())
const isOperator = rule({ cache: 'contextual' })((_parent, _args, { user }) => {
  if (user === null) return unauthenticated()
  return user.role === 'OPERATOR' || forbidden()
})
const holdsAccount = rule({ cache: 'no_cache' })((_parent, { id }, { user }) => {
  if (user === null) return unauthenticated()
  return user.role === 'OPERATOR' || user.accounts.includes(readAccountId(id)) || forbidden()
})

const TYPES = [
  'Account',
  'Balance',
  'Money',
  'PageInfo',
  'Payment',
  'PaymentConnection',
  'Service',
  'Statement',
  'StatementEntry',
  'StatementEntryConnection',
  'Tariff',
  'Ticket',
  'TicketConnection',
]

export function protect(schema) {
  const tree = {
    Query: { account: holdsAccount, accounts: isOperator },
    ...Object.fromEntries(TYPES.map((name) => [name, isSignedIn])),
  }
  return applyMiddleware(schema, shield(tree, { fallbackRule: deny, allowExternalErrors: true }))
}
