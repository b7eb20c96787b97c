import type { BaseContext } from '@apollo/server'
import { type Answer, refuse } from './answer.ts'
import { createEventStreams, refuseOpening } from './event-stream.ts'
import type { LiveParts } from './live.ts'
import type { Admission, LiveCallers } from './live-callers.ts'
import type { LiveLimits } from './live-limits.ts'
import type { Place, Places } from './live-places.ts'
import type { GraphqlParameters } from './parameters.ts'
import type { RefusalCode } from './refusal.ts'
import type { Exchange, Traffic } from './traffic.ts'

export interface PostedSubscription {
  readonly parameters: GraphqlParameters
  /** The body as it came. */
  readonly bytes: Uint8Array
  /** Of the answer. */
  readonly headers: Readonly<Record<string, string>>
}

export interface PostedSubscriptions {
  /** Answers a subscription that has come by POST. Null when the answer was a stream, which is over. */
  answer(exchange: Exchange, posted: PostedSubscription): Promise<Answer | null>
  /** Breaks off all streams, and opens no more. */
  close(): void
}

export function createPostedSubscriptions<C extends BaseContext>(options: {
  readonly open: LiveParts<C>['open']
  readonly callers: LiveCallers<C>
  readonly places: Places
  readonly limits: LiveLimits
  readonly traffic: Pick<Traffic, 'becomeStream'>
}): PostedSubscriptions {
  const { open, callers, places, limits, traffic } = options
  const streams = createEventStreams(limits)
  let isClosing = false

  async function answerAt(place: Place, exchange: Exchange, posted: PostedSubscription): Promise<Answer | null> {
    const { request, requestId, controller } = exchange
    const { authorization, 'accept-language': acceptLanguage } = request.headers
    const known = callers.requestOf(request, { authorization, acceptLanguage })
    const asked = { ...known, caller: { ...known.caller, requestId }, body: posted.bytes }
    const continued = { ...asked, isContinuation: true }
    const { query, operationName, variables } = posted.parameters
    let admission: Admission | null = null
    const opening = await open(
      { query: query ?? '', operationName, variables },
      {
        createContext: async (signal) => {
          const context = await callers.createContext({ ...asked, signal })
          admission = callers.judge(context)
          return context
        },
        renewContext: (signal) => callers.createContext({ ...continued, signal }),
        signal: controller.signal,
      },
    )
    if (opening.kind === 'refused') return refuseOpening(opening)
    const refusal = refusalOf(exchange, place, subjectOf(admission))
    if (refusal !== null) {
      void opening.results.return()
      return refuse(exchange, refusal)
    }
    const isAdmitted = async () => (await callers.admit(continued)) !== null
    await streams.answer(exchange, opening, { headers: posted.headers, isAdmitted })
    return null
  }

  /** Null when the exchange has become a stream. */
  function refusalOf(exchange: Exchange, place: Place, subject: string | null): RefusalCode | null {
    if (isClosing) return 'SHUTTING_DOWN'
    if (!place.giveTo(subject)) return 'SERVER_BUSY'
    return traffic.becomeStream(exchange) ? null : 'STREAM_NOT_LAST'
  }

  return {
    async answer(exchange, posted) {
      if (isClosing) return refuse(exchange, 'SHUTTING_DOWN')
      const place = places.take(callers.addressOf(exchange.request))
      if (place === null) return refuse(exchange, 'SERVER_BUSY')
      try {
        return await answerAt(place, exchange, posted)
      } finally {
        place.leave()
      }
    },
    close() {
      isClosing = true
      streams.close()
    },
  }
}

function subjectOf(admission: Admission | null): string | null {
  return admission?.subject ?? null
}
