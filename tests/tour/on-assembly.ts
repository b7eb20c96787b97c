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
    const partner = await createPartner('demo-terminal', { DATA_DIR: gateway.dataDir })
    const standIns = await findStandIns(gateway.url, { cast, partnerSecret: partner.secret })
    const values = createTourValues(join(gateway.dataDir, 'outbox'))
    const results: StepResult[] = []
    const later: (() => Promise<void>)[] = []
    for (const { title, caller, operation, variables, events, answer: printed } of steps) {
      const at = results.push({ title, verdict: 'absent', told: 'nobody there has this part' }) - 1
      const note = (told: Omit<StepResult, 'title'>) => void (results[at] = { title, ...told })
      try {
        const token = caller?.startsWith('{{') ? values.fill(caller) : caller && (await standIns.tokenOf(caller))
        if (caller !== null && token === null) continue
        const request = { query: operation, variables: standIns.translate(values.fill(variables)) }
        const answering =
          events === null
            ? post(gateway.url, request, token)
            : listen({ url: gateway.url, request, token, count: events })
        const judge = async () => {
          const { verdict, codes } = judgeStep(await answering, printed)
          note({ verdict, told: codes })
        }
        if (events === null) {
          await judge()
          await values.learn(await answering)
        } else {
          later.push(judge)
          await Promise.race([answering, delay(BEGUN_AFTER_MS)])
        }
      } catch (error) {
        note({ verdict: 'otherwise', told: error instanceof Error ? error.message : String(error) })
      }
    }
    for (const judge of later) await judge()
    return results
  } finally {
    await gateway.stop()
  }
}
