import { makeExecutableSchema } from '@graphql-tools/schema'
import {
  type GraphQLNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { expect, test } from 'vitest'
import { createSchema, readSdl } from '../../src/graphql/schema.ts'

const schema = makeExecutableSchema({ typeDefs: [...readSdl()] })
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
)

test('every type, field, argument and enum value has a description', () => {
  expect(types.length).toBeGreaterThan(30)
  expect(types.flatMap((type) => undescribed(type))).toEqual([])
})

test('a description that is missing is seen', () => {
  const planted = makeExecutableSchema({
    typeDefs: 'type Query { "Described." ok: Int bare(naked: Int): Int } enum Bare { VALUE }',
  })
  expect(
    Object.values(planted.getTypeMap()).flatMap((type) => (type.name === 'Query' ? undescribed(type) : [])),
  ).toEqual(['Query', 'Query.bare', 'Query.bare(naked:)'])
})

test('a mutation takes one input, which is named after it, or none', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})
  expect(mutations.length).toBeGreaterThan(0)
  const wrong = mutations.filter(({ name, args }) => {
    const expected = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`
    return args.length > 0 && !(args.length === 1 && args[0]?.name === 'input' && String(args[0].type) === expected)
  })
  expect(wrong.map(({ name }) => name)).toEqual([])
})

test('every mutation tells what happens when it is repeated', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})
  const silent = mutations.filter(
    ({ description }) => !/\b(?:repeating|works once|idempotencyKey)\b/i.test(description ?? ''),
  )
  expect(silent.map(({ name }) => name)).toEqual([])
})

test('what an account needs an own billing call for is nullable, so that one dead call leaves the rest readable', () => {
  const free = ['id', 'number']
  const fields = ['Account', 'PersonAccount', 'OrganizationAccount'].flatMap((name) => {
    const type = schema.getType(name)
    return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []
  })
  expect(
    fields.filter(({ name, type }) => isNonNullType(type) !== free.includes(name)).map(({ name }) => name),
  ).toEqual([])
})

test('no amount is a number', () => {
  const floats = types.filter((type) => isObjectType(type)).flatMap((type) => Object.values(type.getFields()))
  expect(floats.filter(({ type }) => String(type).startsWith('Float')).map(({ name }) => name)).toEqual([])
  const money = schema.getType('Money')
  expect(isObjectType(money) && String(money.getFields()['amount']?.type)).toBe('Decimal!')
})

function undescribed(type: GraphQLNamedType): readonly string[] {
  const missing = type.description ? [] : [type.name]
  if (isEnumType(type)) {
    const values = type.getValues().filter(({ description }) => !description)
    return [...missing, ...values.map(({ name }) => `${type.name}.${name}`)]
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(({ description }) => !description)
    return [...missing, ...fields.map(({ name }) => `${type.name}.${name}`)]
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return missing
  const inside = Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    ...(description ? [] : [`${type.name}.${name}`]),
    ...args.filter((argument) => !argument.description).map((argument) => `${type.name}.${name}(${argument.name}:)`),
  ])
  return [...missing, ...inside]
}

test('no resolver takes parameters that it does not declare, since it would not be given them', () => {
  const odd = Object.values(createSchema().getTypeMap()).flatMap((type) => {
    const resolvers = isObjectType(type)
      ? Object.values(type.getFields()).map(({ name, resolve }) => [`${type.name}.${name}`, resolve] as const)
      : isAbstractType(type)
        ? [[type.name, type.resolveType] as const]
        : []
    return resolvers.flatMap(([name, resolve]) => (resolve && hidesParameters(String(resolve)) ? [name] : []))
  })
  expect(odd).toEqual([])
})

test('hidden parameters are seen', () => {
  expect(hidesParameters(String((...[one]: readonly unknown[]) => one))).toBe(true)
  expect(hidesParameters('(one, two = 2) => one')).toBe(true)
  expect(hidesParameters('function (one) { return arguments[1] }')).toBe(true)
  expect(hidesParameters(String(({ id }: { readonly id: string }, _args: unknown) => id))).toBe(false)
})

/** Three dots or a default value among the parameters, or `arguments` anywhere. */
function hidesParameters(source: string): boolean {
  const [parameters = ''] = source.split(/=>|\)\s*\{/, 1)
  return /\.\.\.|=/.test(parameters) || /\barguments\b/.test(source)
}
