import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createPartner } from '../support/partner-client.ts'
import { startProgram } from '../support/program.ts'
import type { Assembly } from './assembly.ts'
import type { Step } from './page.ts'
import { BEGUN_AFTER_MS, listen, post } from './run.ts'
import { findStandIns } from './stand-in.ts'
import { createTourValues } from './values.ts'
import { judgeStep, type StepVerdict } from './verdict.ts'

/** The demo partner is the sandbox's own. */
const PARTNER = 'tour-terminal'

export interface StepResult {
  /** The heading. */
  readonly title: string
  readonly verdict: StepVerdict
  /** The codes of the answer, or why there is none. */
  readonly told: string
}

/** Runs the page over a gateway to which that billing is connected. */
export async function runOnAssembly(
  { environment, cast }: Assembly,
  steps: readonly Step[],
): Promise<readonly StepResult[]> {
  const gateway = await startProgram(environment)
  try {
    const partner = await createPartner(PARTNER, { DATA_DIR: gateway.dataDir })
    const standIns = await findStandIns(gateway.url, { cast, partner })
    const values = createTourValues(join(gateway.dataDir, 'outbox'))
    const results: StepResult[] = []
    const later: (() => Promise<void>)[] = []
    const refusedRows = new Set<string>()
    for (const { title, caller, operation, variables, events, answer: printed } of steps) {
      const at = results.push({ title, verdict: 'absent', told: 'nobody there has this part' }) - 1
      const note = (told: Omit<StepResult, 'title'>) => void (results[at] = { title, ...told })
      try {
        const token = caller?.startsWith('{{') ? values.fill(caller) : caller && (await standIns.tokenOf(caller))
        if (caller !== null && token === null) continue
        const filled = standIns.translate(JSON.stringify(values.fill(variables)), caller)
        const request = { query: standIns.translate(operation, caller), variables: JSON.parse(filled) }
        const answering =
          events === null
            ? post(gateway.url, request, token)
            : listen({ url: gateway.url, request, token, count: events })
        const judge = async () => {
          const { verdict, codes } = judgeStep(await answering, printed)
          // A code that never came, an order that was never placed: what follows from a no is one.
          const isFollowUp = verdict === 'otherwise' && refusedRows.has(rowOf(title))
          if (verdict === 'refused') refusedRows.add(rowOf(title))
          note(isFollowUp ? { verdict: 'refused', told: `${codes}, after what was refused` } : { verdict, told: codes })
        }
        if (events === null) {
          await judge()
          await values.learn(await answering)
        } else {
          later.push(judge)
          await Promise.race([answering, delay(BEGUN_AFTER_MS)])
        }
      } catch (error) {
        // What it speaks of was not there before.
        note({ verdict: 'absent', told: error instanceof Error ? error.message : String(error) })
      }
    }
    for (const judge of later) await judge()
    return results
  } finally {
    await gateway.stop()
  }
}

function rowOf(title: string): string {
  return title.split(' ')[0] ?? ''
}
