import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql'

/** A value that can be coerced; whether it makes sense is not what this test asks. */
export function writeValue(type: GraphQLInputType): string {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return `[${writeValue(nullable.ofType)}]`
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name ?? 'NONE'
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(isRequiredInputField)
    return `{ ${fields.map((field) => `${field.name}: ${writeValue(field.type)}`).join(', ')} }`
  }
  return (
    { Boolean: 'false', Date: '"2026-01-01"', DateTime: '"2026-01-01T00:00:00Z"', Decimal: '"1.00"', Int: '1' }[
      nullable.name
    ] ?? '"none"'
  )
}
