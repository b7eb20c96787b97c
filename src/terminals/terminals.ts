import { randomUUID } from 'node:crypto'
import type { Partner } from '../domain/partner.ts'
import { type TerminalCharset, type TerminalFront, type TerminalProtocol, workTimeMs } from '../domain/terminal.ts'
import type { Language } from '../graphql/language.ts'
import type { Log } from '../observability/log.ts'
import { thrownFields } from '../observability/thrown.ts'
import { StoreError } from '../store/error.ts'
import { OSMP } from './osmp.ts'
import { type Parameters, readParameters } from './parameters.ts'
import { SBERBANK } from './sberbank.ts'
import type { Speech, Talk, TerminalPayments } from './speech.ts'
import { type Elements, writeResponse } from './xml.ts'

/** A request of a network that has been let in. */
export interface TerminalRequest {
  readonly partner: Partner
  readonly front: TerminalFront
  /** Where its parameters stand, with one character a byte. */
  readonly texts: readonly string[]
  readonly language: Language
  readonly requestId: string
  /** Aborted here when the time is over; whoever asks may abort it before. */
  readonly controller: AbortController
  /** Of the time in which it has to be answered, what is gone already. */
  readonly elapsedMs: number
}

/** The use cases of partners in the words of classic protocols. */
export interface Terminals {
  /** The document to answer with. Never rejects, and comes in time whatever hangs. */
  answer(request: TerminalRequest): Promise<Uint8Array>
}

const SPEECHES: Readonly<Record<TerminalProtocol, Speech>> = { OSMP, SBERBANK }

/** Of the time to work, how long an order waits for the billing; the rest is for finding the account before. */
const WAIT_SHARE = 0.7

export function createTerminals(desk: {
  readonly payments: TerminalPayments
  /** The billing's, for partners whose dates are in it. */
  readonly timeZone: string
  readonly log: Log
}): Terminals {
  return {
    async answer(request) {
      const { partner, front, language, requestId, controller, elapsedMs } = request
      const workMs = Math.max(0, workTimeMs(front) - elapsedMs)
      let isKept = false
      const onKept = () => {
        isKept = true
      }
      const talk: Talk = {
        parameters: readParameters(request.texts, front.charset),
        payments: desk.payments,
        request: { partner, requestId, call: { signal: controller.signal }, waitMs: workMs * WAIT_SHARE, onKept },
        timeZone: front.timeZone ?? desk.timeZone,
        language,
      }
      const speech = SPEECHES[front.protocol]
      const giveUp = () => speech.temporary(talk, isKept)
      const elements = await answerInTime(talk, { speech, giveUp, controller, workMs, log: desk.log })
      return writeResponse(elements, front.charset)
    },
  }
}

/** An answer of the protocol that decides nothing, for a request that cannot be worked on. */
export function writeUndecided(
  protocol: TerminalProtocol,
  options: { readonly language: Language; readonly charset?: TerminalCharset },
): Uint8Array {
  const { language, charset = 'utf-8' } = options
  return writeResponse(SPEECHES[protocol].temporary({ parameters: NOTHING, language }, false), charset)
}

const NOTHING: Parameters = readParameters([], 'utf-8')

interface Answering {
  readonly speech: Speech
  /** What to answer when nothing was decided. */
  readonly giveUp: () => Elements
  readonly controller: AbortController
  readonly workMs: number
  readonly log: Log
}

/** What was begun goes on after the time is over: an order is durable, and its repeat hears what came of it. */
async function answerInTime(talk: Talk, { speech, giveUp, controller, workMs, log }: Answering): Promise<Elements> {
  const { promise: late, resolve } = Promise.withResolvers<Elements>()
  const timer = setTimeout(() => {
    resolve(giveUp())
    controller.abort(new DOMException('The time of the answer is over.', 'TimeoutError'))
  }, workMs)
  const work = speech.answer(talk).catch((error: unknown) => {
    const { requestId } = talk.request
    const fields = { requestId, ...thrownFields(error) }
    if (error instanceof StoreError) log.warn(fields, 'a terminal could not be answered')
    else if (!controller.signal.aborted)
      log.error({ ...fields, incidentId: randomUUID() }, 'a terminal failed unexpectedly')
    return giveUp()
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
