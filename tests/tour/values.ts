import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What `{{name}}` stands for in the steps that follow: the last value under that name in the answers before. */
export interface TourValues {
  /** Learns from an answer; where it promises a code, waits for the message with it. */
  learn(answer: unknown): Promise<void>
  /** A value of variables, or the caller, with what its names stand for. */
  fill<T>(value: T): T
}

const NAME = /\{\{(?<name>[^}]+)\}\}/g
const DAY = /^day\+(?<ahead>\d+)$/
/** The first or the last day of the month so many before this one. */
const MONTH = /^month(?<end>-end)?-(?<back>\d+)$/
/** As it is shown to people: groups of four. */
const CODE = /^[0-9A-Z]{4}(?: [0-9A-Z]{4})+/m
const DAY_MS = 86_400_000
const ZONE_OFFSET_MS = 3 * 3_600_000
const PATIENCE_MS = 10_000

export function createTourValues(outboxFolder: string): TourValues {
  const values = new Map<string, string>()
  const seen = new Set<string>()

  function note(value: unknown, name: string): void {
    if (typeof value === 'string') values.set(name, value)
    else if (Array.isArray(value)) for (const inner of value) note(inner, name)
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, content] of Object.entries(value)) note(content, inner)
    }
  }

  function valueOf(name: string): string {
    const ahead = DAY.exec(name)?.groups?.['ahead']
    if (ahead !== undefined) {
      return new Date(Date.now() + ZONE_OFFSET_MS + Number(ahead) * DAY_MS).toISOString().slice(0, 10)
    }
    const month = MONTH.exec(name)?.groups
    if (month !== undefined) return dayOfMonth(Number(month['back']), month['end'] !== undefined)
    const value = values.get(name)
    if (value === undefined) throw new Error(`no answer before has told {{${name}}}`)
    return value
  }

  return {
    async learn(answer) {
      note(answer, '')
      if (JSON.stringify(answer).includes('"requested":true')) values.set('code', await receiveCode(outboxFolder, seen))
    },
    fill<T>(value: T): T {
      const text = JSON.stringify(value).replace(NAME, (_match, name: string) =>
        JSON.stringify(valueOf(name)).slice(1, -1),
      )
      const filled: T = JSON.parse(text)
      return filled
    },
  }
}

function dayOfMonth(back: number, isLast: boolean): string {
  const today = new Date(Date.now() + ZONE_OFFSET_MS)
  const month = today.getUTCMonth() - back + (isLast ? 1 : 0)
  return new Date(Date.UTC(today.getUTCFullYear(), month, isLast ? 0 : 1)).toISOString().slice(0, 10)
}

/** The code of a message that nobody has seen yet. */
async function receiveCode(folder: string, seen: Set<string>): Promise<string> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; ) {
    const files = (await readdir(folder).catch(() => [])).filter((file) => !seen.has(file))
    for (const file of files) {
      const path = join(folder, file)
      // A file that is still being written is looked at again.
      if ((await stat(path)).size === 0) continue
      const code = CODE.exec(await readFile(path, 'utf8'))?.[0]
      seen.add(file)
      if (code !== undefined) return code.replaceAll(' ', '')
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('no message with a code has come')
}
