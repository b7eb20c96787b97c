import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { MutationWrite } from './mutation-writes.ts'
import type { IdempotencyPolicy } from './policies.ts'
import { findRule, type Permissions } from './shield.ts'

/** The schema and its tables do not fit together. The gateway must not start like that. */
export class SchemaCheckError extends Error {
  override readonly name = 'SchemaCheckError'
}

/**
 * Every field of every object has a rule, roots name each of theirs, and the table names nothing that is not there.
 * Fields of interfaces are covered when each implementing type has a rule for them: rules on interfaces have no effect.
 */
export function assertEveryFieldHasARule(schema: GraphQLSchema, permissions: Permissions): void {
  const problems: string[] = []
  for (const type of listObjectTypes(schema)) {
    if (isRoot(schema, type) && typeof permissions[type.name]?.['judge'] === 'function') {
      problems.push(`${type.name} is a root: each of its fields needs a rule of its own`)
    }
    for (const field of Object.keys(type.getFields())) {
      if (!findRule(permissions, type.name, field)) problems.push(`${type.name}.${field} has no rule`)
    }
  }
  for (const type of listInterfaceTypes(schema)) {
    if (schema.getPossibleTypes(type).length === 0) problems.push(`${type.name} is implemented by nothing`)
  }
  problems.push(...listUnknownNames(schema, permissions))
  refuse('Access rules', problems)
}

/** Every mutation says what happens when it is repeated, and takes what it needs to keep its word. */
export function assertEveryMutationHasAPolicy(
  schema: GraphQLSchema,
  policies: Readonly<Record<string, IdempotencyPolicy>>,
): void {
  const mutations = schema.getMutationType()?.getFields() ?? {}
  refuse('Idempotency', [
    ...Object.values(mutations).flatMap((mutation) => {
      const policy = Object.hasOwn(policies, mutation.name) ? policies[mutation.name] : undefined
      return policy ? listUnkeptPolicy(mutation, policy) : [`Mutation.${mutation.name} has no policy`]
    }),
    ...Object.keys(policies)
      .filter((name) => !Object.hasOwn(mutations, name))
      .map((name) => `Mutation.${name} is not there`),
  ])
}

/** Every mutation says what it writes, so that read-only mode lets none pass that it must not. */
export function assertEveryMutationSaysWhatItWrites(
  schema: GraphQLSchema,
  writes: Readonly<Record<string, MutationWrite>>,
): void {
  const mutations = schema.getMutationType()?.getFields() ?? {}
  refuse('Writes', [
    ...Object.keys(mutations)
      .filter((name) => !Object.hasOwn(writes, name))
      .map((name) => `Mutation.${name} does not say what it writes`),
    ...Object.keys(writes)
      .filter((name) => !Object.hasOwn(mutations, name))
      .map((name) => `Mutation.${name} is not there`),
  ])
}

/** By what the second arrival of an input is known. */
const REPEAT_KEYS: Readonly<Record<IdempotencyPolicy, readonly string[]>> = {
  keyed: ['idempotencyKey', 'externalId'],
  no_change: ['expectedVersion'],
  by_content: [],
  once_per_object: ['intentId', 'orderId', 'transferId', 'checkoutId'],
  once_per_input: [],
  sets_values: [],
  anew: [],
}

function listUnkeptPolicy(
  { name, args }: GraphQLField<unknown, unknown>,
  policy: IdempotencyPolicy,
): readonly string[] {
  const fields = args.flatMap(({ type }) => {
    const input = getNamedType(type)
    return isInputObjectType(input) ? Object.values(input.getFields()) : []
  })
  const keys = REPEAT_KEYS[policy]
  const isKept =
    keys.length === 0 ||
    // Without an input there is nothing that a repetition could bring.
    (policy === 'no_change' && fields.length === 0) ||
    fields.some((field) => keys.includes(field.name) && (policy === 'no_change' || isNonNullType(field.type)))
  return isKept ? [] : [`Mutation.${name} is ${policy}, and its input has no ${keys.join(' or ')}`]
}

/** Every list has a bound. */
export function assertEveryListHasABound(schema: GraphQLSchema, bounds: Readonly<Record<string, number>>): void {
  const lists = listObjectTypes(schema).flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => isList(field.type))
      .map((field) => `${type.name}.${field.name}`),
  )
  refuse('Bounds', [
    ...lists.filter((name) => !Object.hasOwn(bounds, name)).map((name) => `${name} has no bound`),
    ...Object.keys(bounds)
      .filter((name) => !lists.includes(name))
      .map((name) => `${name} is no list`),
  ])
}

export function listObjectTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter((type) => !isIntrospectionType(type))
}

function listInterfaceTypes(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap()).filter((type) => isInterfaceType(type))
}

function listUnknownNames(schema: GraphQLSchema, permissions: Permissions): readonly string[] {
  return Object.entries(permissions).flatMap(([typeName, entry]) => {
    const type = schema.getType(typeName)
    if (!isObjectType(type)) return [`${typeName} is no object type of the schema`]
    if (typeof entry['judge'] === 'function') return []
    return Object.keys(entry)
      .filter((field) => !Object.hasOwn(type.getFields(), field))
      .map((field) => `${typeName}.${field} is not in the schema`)
  })
}

function isRoot(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type)
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(type) || (isNonNullType(type) && isList(type.ofType))
}

function refuse(subject: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new SchemaCheckError(`${subject}: ${problems.join('; ')}`)
}
