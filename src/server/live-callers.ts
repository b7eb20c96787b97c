import type { IncomingMessage } from 'node:http'
import type { BaseContext } from '@apollo/server'
import { isTurnedAway } from '../graphql/errors.ts'
import { type AddressReader, joinValues, readRequestId } from './caller.ts'
import type { ContextFactory, ContextRequest } from './graphql-route.ts'

/** What a client says of itself: once, with the first message of a socket, or by the headers of a POST. */
export interface CallerParams {
  readonly authorization: string | undefined
  readonly acceptLanguage: string | undefined
}

/** That somebody may keep a socket or a stream. */
export interface Admission {
  /** Whose it is, for the limit; null where nobody is counted. */
  readonly subject: string | null
}

/** Who opens sockets and streams. */
export interface LiveCallers<C extends BaseContext> {
  addressOf(request: IncomingMessage): string
  /** What a context is made from, but its signal. There is no body: whoever has to sign bodies has none to sign, and is turned away. */
  requestOf(request: IncomingMessage, params: CallerParams): Omit<ContextRequest, 'signal'>
  createContext: ContextFactory<C>
  /** Null for whoever may keep nothing open. */
  judge(context: C): Admission | null
  /** The same with a context of its own. Rejects when it cannot be found out now. */
  admit(request: Omit<ContextRequest, 'signal'>): Promise<Admission | null>
}

const ADMISSION_TIMEOUT_MS = 5_000

export function createLiveCallers<C extends BaseContext>(options: {
  readonly createContext: ContextFactory<C>
  readonly readAddress: AddressReader
  readonly judge: (context: C) => Admission | null
}): LiveCallers<C> {
  const { createContext, readAddress, judge } = options
  const addressOf = ({ socket, headers }: IncomingMessage) =>
    readAddress(socket.remoteAddress, joinValues(headers['x-forwarded-for']))
  return {
    addressOf,
    requestOf: (request, { authorization, acceptLanguage }) => ({
      authorization,
      acceptLanguage,
      caller: {
        address: addressOf(request),
        requestId: readRequestId([request.headers['x-request-id'] ?? ''].flat()),
        userAgent: request.headers['user-agent'],
      },
      body: null,
      headers: request.headers,
    }),
    createContext,
    judge,
    async admit(request) {
      try {
        return judge(await createContext({ ...request, signal: AbortSignal.timeout(ADMISSION_TIMEOUT_MS) }))
      } catch (error) {
        if (isTurnedAway(error)) return null
        throw error
      }
    },
  }
}
