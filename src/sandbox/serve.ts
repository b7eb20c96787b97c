import type { ServerResponse } from 'node:http'
import { sendReply, waitForLeave } from './deliver.ts'
import type { Desk } from './desk.ts'
import { mixRows, spoilAnswer } from './faults/answers.ts'
import { emptyAnswer, htmlPage, leakyError, pad, truncate, unavailable } from './faults/bytes.ts'
import type { Drawn, FaultSetting } from './faults/table.ts'
import type { Answer, Reply } from './wire/answer.ts'
import { asRefusal, RefusalError } from './wire/refusal.ts'
import { sleep } from './wire/sleep.ts'

/** How one side of the billing writes its answers. */
export interface Front {
  readonly notation: 'json' | 'xml'
  readonly contentType: string
  /** Writes the answer, spoilt in its notation as drawn. */
  write(answer: Answer, drawn: Drawn): Reply
  refuse(refusal: RefusalError): Reply
  /** An error that arrives with HTTP 200. */
  refuseWith200(): Reply
}

/** One call of one operation, read and ready to be carried out. */
export interface Call {
  readonly operation: string
  readonly front: Front
  /** Carries it out; throws a RefusalError when the billing says no. */
  run(): Answer
  /** What carrying it out would answer, with nothing done. */
  rehearse(): Answer
  /** Writes the same payment once more. */
  double(): void
  /** The same question about an account that was not asked for; null where there is none. */
  runForStranger(): Answer | null
  /** What another operation would answer; null where the front tells operations apart by the notation. */
  runWrongOperation(): Answer | null
  endSession(): void
}

/** Serves a call: its turn, its latency, its faults, its answer. What the caller does meanwhile changes nothing. */
export async function serveCall(desk: Desk, call: Call, response: ServerResponse): Promise<void> {
  const leave = desk.calls.enter(call.operation)
  try {
    const drawn = desk.faults.draw(call.operation)
    await desk.capacity.serve(desk.closing)
    await sleep(drawn.latencyMs, desk.closing)
    await answerCall({ desk, call, drawn, response })
  } finally {
    leave()
  }
}

interface Service {
  readonly desk: Desk
  readonly call: Call
  readonly drawn: Drawn
  readonly response: ServerResponse
}

async function answerCall(service: Service): Promise<void> {
  const { desk, call, drawn, response } = service
  const { faults } = drawn
  if (faults.has('hang')) return waitForLeave(response, desk.closing)
  if (faults.has('reset')) return void response.socket?.resetAndDestroy()
  const pretence = faults.get('successWithoutApplying')
  const instead = pretence === undefined ? replyInstead(call, drawn) : pretend(call, drawn, pretence)
  if (instead !== null) return sendReply(response, instead)
  const late = faults.get('applyLate')
  if (late !== undefined) {
    desk.late.add(late.delayMs, () => void carryOut(call, drawn))
    return waitForLeave(response, desk.closing)
  }
  const reply = carryOut(call, drawn)
  if (faults.has('dropAfterApplying')) return void response.socket?.resetAndDestroy()
  await sendReply(response, reply, faults.has('drip') ? { closing: desk.closing } : undefined)
}

function replyInstead(call: Call, { fails, faults }: Drawn): Reply | null {
  if (fails) return call.front.refuse(new RefusalError(500, 'Internal error'))
  if (faults.has('http500')) return leakyError(call.operation)
  if (faults.has('unavailable')) return unavailable()
  if (faults.has('html')) return htmlPage()
  if (faults.has('empty')) return emptyAnswer(call.front.contentType)
  if (faults.has('faultWith200')) return call.front.refuseWith200()
  if (!faults.has('expiredSession')) return null
  call.endSession()
  return call.front.refuse(new RefusalError(401, 'Authorization required'))
}

/** The answer of an operation that is not carried out: as it would be, or as one about nothing. */
function pretend(call: Call, drawn: Drawn, { variant }: FaultSetting): Reply {
  try {
    const answer = call.rehearse()
    return call.front.write(variant === 'empty' ? { ...answer, items: [] } : answer, drawn)
  } catch (error) {
    return refuse(call.front, error)
  }
}

/** Runs the operation and writes its answer; a refusal is an answer, and is never spoilt. */
function carryOut(call: Call, drawn: Drawn): Reply {
  const { faults } = drawn
  const { front } = call
  try {
    const answer = call.run()
    if (faults.has('doubleCredit')) call.double()
    if (faults.has('errorAfterApplying')) return front.refuse(new RefusalError(500, 'Internal error'))
    const other = faults.has('wrongOperation') ? call.runWrongOperation() : null
    const strange = faults.has('foreignRows') ? call.runForStranger() : null
    const mixed = strange === null ? (other ?? answer) : mixRows(answer, strange)
    const reply = front.write(
      spoilAnswer(mixed, (kind) => faults.has(kind), front.notation),
      drawn,
    )
    const padded = faults.has('oversize') ? pad(reply) : reply
    return faults.has('truncated') ? truncate(padded) : padded
  } catch (error) {
    return refuse(front, error)
  }
}

function refuse(front: Front, error: unknown): Reply {
  const refusal = asRefusal(error)
  if (refusal === null) throw error
  return front.refuse(refusal)
}
