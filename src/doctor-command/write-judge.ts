import type { Capabilities } from '../billing/port.ts'
import type { Note } from './signs.ts'
import type { Posted, WriteTrial } from './write.ts'

/** What the trial showed of the quirks that only a write shows. */
export function noteWriting({ first, second, foundAfterFirst, foundAfterSecond }: WriteTrial, note: Note): void {
  const twice = foundAfterSecond === null ? second.kind === 'posted' : foundAfterSecond > 1
  if (twice) note('Q1', 'the same reference was credited twice')
  for (const [posted, found, before] of [
    [first, foundAfterFirst, 0],
    [second, foundAfterSecond, foundAfterFirst ?? 0],
  ] as const) {
    if (found === null) continue
    const wasWritten = found > before
    if (posted.kind === 'in_doubt' && wasWritten) {
      if (isSilence(posted)) note('Q2', 'no answer came, and the payment is there')
      else note('Q3', 'an error was reported, and the payment is there')
    }
    if (posted.kind === 'posted' && !wasWritten && before === 0)
      note('Q4', 'success was reported, and no payment is there')
  }
}

function isSilence({ failure }: Posted): boolean {
  return failure?.code === 'BILLING_TIMEOUT' || failure?.code === 'BILLING_UNREACHABLE'
}

/** What is wrong with it, one line each. */
export function writeProblems(trial: WriteTrial, capabilities: Capabilities): readonly string[] {
  const { first, second, foundAfterFirst, foundAfterSecond, left } = trial
  const problems: string[] = []
  const say = (isSo: boolean, text: string) => void (isSo && problems.push(text))
  const why = first.reason ?? first.failure?.message ?? first.kind
  say(first.kind === 'in_doubt', `What became of the trial payment was not answered: ${why}`)
  say(first.kind !== 'posted' && first.kind !== 'in_doubt', `The trial payment was not posted: ${why}`)
  say(
    first.kind === 'in_doubt' && foundAfterFirst !== null && foundAfterFirst === 0,
    'Whether the trial payment will still come is not known, so that it was not sent again: look for it by its reference.',
  )
  say(trial.lookUpFailure !== null, `The trial payment could not be looked up: ${trial.lookUpFailure?.message}`)
  say(
    first.kind === 'posted' && foundAfterFirst === 0,
    `The trial payment was reported as posted, and a look-up (${capabilities.reconcile}) does not find it.`,
  )
  say(
    capabilities.honoursExternalId && (foundAfterSecond ?? 0) > 1,
    'The capability table says that the billing honours external ids, and it credited the same one twice.',
  )
  say(second.kind === 'in_doubt', `What became of the second trial payment is not known: ${second.failure?.message}`)
  say(
    capabilities.cancellations && left.length > 0,
    `${left.length} of the trial payments could not be taken back: ${trial.cancelFailure?.message ?? ''}`,
  )
  return problems
}
