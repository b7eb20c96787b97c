import { type DocumentNode, Kind, type OperationDefinitionNode, OperationTypeNode, visit } from 'graphql'

/** What of a document matters for how, and whether, it is compiled. */
export interface DocumentTraits {
  /** The variables that decide through `@skip` and `@include` which selections there are. */
  readonly conditions: readonly string[]
  readonly isCompilable: boolean
}

/**
 * Mutations run one after the other and move money: graphql-js executes them, and there is nothing to gain, since they
 * spend their time elsewhere. A field that answers under the name `__proto__` would need objects of another kind.
 */
export function readTraits(document: DocumentNode, operation: OperationDefinitionNode): DocumentTraits {
  const conditions = new Set<string>()
  let isCompilable = operation.operation === OperationTypeNode.QUERY
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value)
    },
    Field: ({ alias }) => {
      if (alias?.value === '__proto__') isCompilable = false
    },
  })
  return { conditions: [...conditions], isCompilable }
}
