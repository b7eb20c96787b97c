import {
  GraphQLID,
  type GraphQLSchema,
  GraphQLString,
  getNullableType,
  isListType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql'

type Values = Readonly<Record<string, unknown>>

/** Variables as they are used, or null, which says nothing: then graphql-js reads them, and has the words for what is wrong. */
export type ReadPlainly = (given: Values) => Values | null

/**
 * The short way for variables that are texts or lists of texts and come as such, which nearly all of a cabinet's are: they are used as they
 * come. Null for an operation that has others.
 */
export function compilePlainVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): ReadPlainly | null {
  const kinds = definitions.map((definition) => kindOf(schema, definition))
  if (kinds.includes(null)) return null
  const names = definitions.map(({ variable }) => variable.name.value)
  // Written to an object in the usual way, it would not be there.
  if (names.includes('__proto__')) return null
  return (given) => {
    const values: Record<string, unknown> = {}
    for (const [at, name] of names.entries()) {
      const value = given[name]
      if (kinds[at] === 'text' && typeof value === 'string') values[name] = value
      else if (kinds[at] === 'texts' && isTexts(value)) values[name] = [...value]
      else return null
    }
    return values
  }
}

function kindOf(schema: GraphQLSchema, { type: node }: VariableDefinitionNode): 'text' | 'texts' | null {
  const type = getNullableType(typeFromAST(schema, node))
  if (isText(type)) return 'text'
  return isListType(type) && isText(getNullableType(type.ofType)) ? 'texts' : null
}

function isText(type: unknown): boolean {
  return type === GraphQLString || type === GraphQLID
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
