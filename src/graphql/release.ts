import type { ApolloServerPlugin } from '@apollo/server'
import type { GraphqlContext } from './context.ts'
import { releaseLoaders } from './loaders.ts'

/**
 * Apollo's request context outlives its request until a major collection, and with it would all rows that were read and the
 * whole answer: 0.8 MB for a long statement, each copied by the collector again and again. So both are taken out as soon as they are
 * not needed any more: the loaders when the answer is there, the answer when it is text.
 */
export function releaseWhatWasRead(): ApolloServerPlugin<GraphqlContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue }) {
          releaseLoaders(contextValue.loaders)
        },
      }
    },
  }
}

/** The JSON of an answer, which is empty afterwards. */
export function stringifyAndRelease(result: { readonly data?: Record<string, unknown> | null | undefined }): string {
  const text = JSON.stringify(result)
  const { data } = result
  if (data) for (const name of Object.keys(data)) data[name] = null
  return text
}
