import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'
import { ClientError } from './errors.ts'
import { SENSITIVE_MUTATIONS } from './sensitive.ts'

/** How large one operation may be. Whatever is above is refused before anything runs. */
export const OPERATION_LIMITS = {
  maxTokens: 1000,
  /** Levels of fields below the operation; introspection has its own bounds. */
  maxDepth: 12,
  /** Aliases in the document, those of `__typename` included. */
  maxAliases: 30,
  /** Selections when every fragment is written out. */
  maxSelections: 2000,
  maxValidationErrors: 10,
} as const

/**
 * These walk through fragments again and again, which is safe: they run only after the bound on selections, with every
 * fragment written out, has been kept.
 */
export const operationLimitRules: readonly ValidationRule[] = [
  refuseUnservedOperations,
  limitDepth,
  limitAliases,
  limitSensitiveMutations,
]

/** graphql-js validates an operation whose root type is not there, and fails when it is executed. */
function refuseUnservedOperations(context: ValidationContext) {
  return {
    OperationDefinition: (node: OperationDefinitionNode) => {
      if (context.getSchema().getRootType(node.operation)) return
      context.reportError(new GraphQLError(`There is no ${node.operation} in this schema.`, { nodes: node }))
    },
  }
}

/** For queries and mutations that come by themselves: a subscription has an answer only where there can be many. */
export function refuseSubscriptions(context: ValidationContext) {
  return {
    OperationDefinition: (node: OperationDefinitionNode) => {
      if (node.operation !== OperationTypeNode.SUBSCRIPTION) return
      refuse(context, 'BAD_USER_INPUT', {
        en: 'A subscription is taken over a WebSocket, or by POST with `accept: text/event-stream`.',
        ru: 'Подписка принимается через WebSocket или методом POST с `accept: text/event-stream`.',
      })
    },
  }
}

function limitDepth(context: ValidationContext) {
  return {
    OperationDefinition: (node: OperationDefinitionNode) => {
      const { maxDepth } = OPERATION_LIMITS
      if (depthOf(node.selectionSet.selections, { context, left: maxDepth, inside: [] }) <= maxDepth) return
      refuse(context, 'OPERATION_TOO_COMPLEX', {
        en: `The operation is nested deeper than ${maxDepth} levels.`,
        ru: `Вложенность операции больше ${maxDepth} уровней.`,
      })
    },
  }
}

function limitAliases(context: ValidationContext) {
  let aliases = 0
  return {
    Field: (node: FieldNode) => {
      if (node.alias) aliases += 1
    },
    Document: {
      leave: () => {
        const { maxAliases } = OPERATION_LIMITS
        if (aliases <= maxAliases) return
        refuse(context, 'OPERATION_TOO_COMPLEX', {
          en: `The document has more than ${maxAliases} aliases.`,
          ru: `В документе больше ${maxAliases} псевдонимов.`,
        })
      },
    },
  }
}

function limitSensitiveMutations(context: ValidationContext) {
  return {
    OperationDefinition: (node: OperationDefinitionNode) => {
      if (countSensitive(node.selectionSet.selections, { context, inside: [] }) <= 1) return
      const names = SENSITIVE_MUTATIONS.map((name) => `\`${name}\``).join(', ')
      refuse(context, 'BAD_USER_INPUT', {
        en: `One operation may hold only one of ${names}.`,
        ru: `Одна операция может содержать только одну из ${names}.`,
      })
    },
  }
}

/** How deep the selections go; stops counting once the limit is passed. Fragments in a circle are refused elsewhere. */
function depthOf(
  selections: readonly SelectionNode[],
  walk: { readonly context: ValidationContext; readonly left: number; readonly inside: readonly string[] },
): number {
  if (walk.left < 0) return 0
  let deepest = 0
  for (const selection of selections) {
    const isField = selection.kind === Kind.FIELD
    if (isField && (selection.name.value === '__schema' || selection.name.value === '__type')) continue
    const next = expand(selection, walk)
    if (!next) continue
    const below = depthOf(next.selections, { ...walk, left: walk.left - (isField ? 1 : 0), inside: next.inside })
    deepest = Math.max(deepest, below + (isField ? 1 : 0))
  }
  return deepest
}

/** Root fields that test a secret, however often they are written and through whatever fragments. */
function countSensitive(
  selections: readonly SelectionNode[],
  walk: { readonly context: ValidationContext; readonly inside: readonly string[] },
): number {
  let count = 0
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      if (SENSITIVE_MUTATIONS.includes(selection.name.value)) count += 1
      continue
    }
    const next = expand(selection, walk)
    if (next) count += countSensitive(next.selections, { ...walk, inside: next.inside })
  }
  return count
}

/** What stands below a selection; null for nothing, or for a fragment that contains itself. */
function expand(
  selection: SelectionNode,
  { context, inside }: { readonly context: ValidationContext; readonly inside: readonly string[] },
): { readonly selections: readonly SelectionNode[]; readonly inside: readonly string[] } | null {
  if (selection.kind !== Kind.FRAGMENT_SPREAD) return { selections: selection.selectionSet?.selections ?? [], inside }
  const name = selection.name.value
  const fragment: FragmentDefinitionNode | null | undefined = inside.includes(name) ? null : context.getFragment(name)
  return fragment ? { selections: fragment.selectionSet.selections, inside: [...inside, name] } : null
}

function refuse(context: ValidationContext, ...reason: ConstructorParameters<typeof ClientError>): void {
  const error = new ClientError(...reason)
  context.reportError(new GraphQLError(error.message, { originalError: error }))
}
