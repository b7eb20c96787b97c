import { readdirSync, readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import type { GraphQLSchema } from 'graphql'
import {
  assertEveryFieldHasARule,
  assertEveryListHasABound,
  assertEveryMutationHasAPolicy,
  assertEveryMutationSaysWhatItWrites,
} from './checks.ts'
import type { GraphqlContext } from './context.ts'
import { mutationWrites } from './mutation-writes.ts'
import { permissions } from './permissions.ts'
import { idempotencyPolicies, listBounds } from './policies.ts'
import { refuseWhileReadOnly } from './read-only.ts'
import { resolvers } from './resolvers.ts'
import { protect } from './shield.ts'

const SDL_FOLDER = new URL('../../schema/', import.meta.url)

/** The public contract: every file of schema/, in alphabetical order. */
export function readSdl(): readonly string[] {
  return readdirSync(SDL_FOLDER)
    .filter((name) => name.endsWith('.graphql'))
    .toSorted()
    .map((name) => readFileSync(new URL(name, SDL_FOLDER), 'utf8'))
}

/**
 * The executable schema behind its rules. Refuses to be built, with a SchemaCheckError, when a field has no rule, a
 * mutation no idempotency policy or no word of what it writes, or a list no bound.
 */
export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema<GraphqlContext>({
    typeDefs: [...readSdl()],
    resolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    // Nobody asks where in the files a type stands, and the tokens of all files would be kept for that.
    noLocation: true,
  })
  assertEveryFieldHasARule(schema, permissions)
  assertEveryMutationHasAPolicy(schema, idempotencyPolicies)
  assertEveryMutationSaysWhatItWrites(schema, mutationWrites)
  assertEveryListHasABound(schema, listBounds)
  refuseWhileReadOnly(schema, mutationWrites)
  return protect(schema, permissions)
}
