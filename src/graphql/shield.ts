import { createRequire } from 'node:module'
import type { GraphQLSchema } from 'graphql'
import type * as middlewarePackage from 'graphql-middleware'
import type * as shieldPackage from 'graphql-shield'
import type { Authentication } from '../auth/auth.ts'
import { ClientError } from './errors.ts'

/**
 * The one seam to graphql-shield and graphql-middleware. Everything above speaks of our own `Rule`; what has to be known
 * of the two packages is known here:
 * - their ESM builds import what newer Node versions no longer have, so both come through `require`;
 * - `fallbackRule` is deny: what the table does not name is closed, also should the check at start be left out;
 * - a rule returns its error, since shield swallows a thrown one; nothing is cached, since its caches answer for other
 *   arguments;
 * - `allowExternalErrors` lets a resolver's own error through; a thrown value that is not an error would come back as
 *   data, so one is made of it below the rules;
 * - rules on interfaces have no effect: they are checked on every implementing type instead (checks.ts);
 * - fields whose rule is open are not wrapped at all: a wrapped field costs about as much as ten open ones.
 */
export interface Rule {
  readonly name: string
  /** Judges who is asking, without any I/O: true, or what the client hears. */
  readonly judge: (authentication: Authentication) => true | ClientError
  /** True for rules that let everybody pass, so that the field needs no wrapping. */
  readonly open: boolean
}

/** One rule for a whole type, or one per field. */
export type Permissions = Readonly<Record<string, Rule | Readonly<Record<string, Rule>>>>

/** The rule of a field, or undefined when the table does not name it. */
export function findRule(permissions: Permissions, typeName: string, fieldName: string): Rule | undefined {
  const entry = Object.hasOwn(permissions, typeName) ? permissions[typeName] : undefined
  if (entry === undefined || isRule(entry)) return entry
  return Object.hasOwn(entry, fieldName) ? entry[fieldName] : undefined
}

/** A schema whose resolvers run only after the field's rule has let the asker pass. */
export function protect(schema: GraphQLSchema, permissions: Permissions): GraphQLSchema {
  const generator = graphqlShield.shield(writeRuleTree(permissions), {
    fallbackRule: createShieldRule(NOBODY),
    fallbackError: new ClientError('FORBIDDEN'),
    allowExternalErrors: true,
  })
  const generated = readMiddlewareMap(generator.generate(schema))
  const guards: MiddlewareMap = {}
  for (const [typeName, fields] of Object.entries(generated)) {
    const guarded = Object.entries(fields).filter(([name]) => findRule(permissions, typeName, name)?.open !== true)
    if (guarded.length > 0) guards[typeName] = Object.fromEntries(guarded)
  }
  return graphqlMiddleware.applyMiddleware(schema, guards, errorsOnly(guards))
}

type ShieldModule = typeof shieldPackage
type MiddlewareModule = typeof middlewarePackage
type ShieldRule = ReturnType<ReturnType<ShieldModule['rule']>>
type Middleware = middlewarePackage.IMiddlewareFunction
type MiddlewareMap = Record<string, Record<string, Middleware>>

const require = createRequire(import.meta.url)
const util: { isUndefined?: (value: unknown) => boolean } = require('node:util')
util.isUndefined ??= (value) => value === undefined
const graphqlShield: ShieldModule = require('graphql-shield')
const graphqlMiddleware: MiddlewareModule = require('graphql-middleware')

const NOBODY: Rule = { name: 'nobody', judge: () => new ClientError('FORBIDDEN'), open: false }

/** shield refuses two rules of one name, so each of ours becomes exactly one of its. */
const shieldRules = new WeakMap<Rule, ShieldRule>()

function createShieldRule(rule: Rule): ShieldRule {
  const known = shieldRules.get(rule)
  if (known) return known
  const created = graphqlShield.rule(rule.name, { cache: 'no_cache' })(
    (_parent, _args, context: { readonly authentication: Authentication }) => rule.judge(context.authentication),
  )
  shieldRules.set(rule, created)
  return created
}

function writeRuleTree(permissions: Permissions): Record<string, ShieldRule | Record<string, ShieldRule>> {
  return Object.fromEntries(
    Object.entries(permissions).map(([typeName, entry]) => [
      typeName,
      isRule(entry)
        ? createShieldRule(entry)
        : Object.fromEntries(Object.entries(entry).map(([name, rule]) => [name, createShieldRule(rule)])),
    ]),
  )
}

function isRule(entry: Rule | Readonly<Record<string, Rule>>): entry is Rule {
  return typeof entry['judge'] === 'function'
}

type Middlewares = ReturnType<ReturnType<ShieldModule['shield']>['generate']>

function readMiddlewareMap(generated: Middlewares): MiddlewareMap {
  const map: MiddlewareMap = {}
  for (const [typeName, fields] of Object.entries(generated)) {
    if (typeof fields !== 'object') throw new TypeError(`graphql-shield made no map of fields for ${typeName}`)
    map[typeName] = { ...fields }
  }
  return map
}

/** Below the guards: makes an error of whatever else a resolver throws. */
function errorsOnly(guards: MiddlewareMap): MiddlewareMap {
  return Object.fromEntries(
    Object.entries(guards).map(([typeName, fields]) => [
      typeName,
      Object.fromEntries(Object.keys(fields).map((name) => [name, throwErrorsOnly])),
    ]),
  )
}

type MiddlewareFunction = Extract<Middleware, (...parameters: never) => unknown>

const throwErrorsOnly: MiddlewareFunction = async (...[resolve, parent, args, context, info]) => {
  try {
    return await resolve(parent, args, context, info)
  } catch (error) {
    throw error instanceof Error ? error : new TypeError(`A resolver threw a ${typeof error}`, { cause: error })
  }
}
