import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = new URL('../../docs/tour.md', import.meta.url)

/** One operation of the page, with the answer that the page prints. */
export interface Step {
  /** The heading: "A10 Change telephone and e-mail". */
  readonly title: string
  /** The login, the id of a partner, or null for nobody. */
  readonly caller: string | null
  readonly operation: string
  readonly variables: Readonly<Record<string, unknown>>
  /** How many events of a subscription are waited for; null for what is answered once. */
  readonly events: number | null
  /** That of a subscription is the list of its events. Null where none is printed yet. */
  readonly answer: unknown
}

/** A step from its heading to the next one. */
const STEP = /^### (?<title>.+)\n(?<body>[\s\S]*?)(?=^#{1,3} |$(?![\s\S]))/gm
const CALLER = /^As `(?<caller>[^`]+)`/m
const EVENTS = /^Until (?<count>\d+) events? (?:has|have) come/m
const OPERATION = /^```graphql\n(?<operation>[\s\S]*?)^```$/m
const VARIABLES = /^Variables:\n\n```json\n(?<json>[\s\S]*?)^```$/m
const ANSWER = /^Answer:\n\n```json\n(?<json>[\s\S]*?)^```$/m

export function readPage(): string {
  return readFileSync(PAGE, 'utf8')
}

/** All steps in their order. Throws for a step without an operation: it would be passed over in silence. */
export function readSteps(page: string): readonly Step[] {
  return [...page.matchAll(STEP)].map(({ groups }) => {
    const { title = '', body = '' } = groups ?? {}
    const operation = OPERATION.exec(body)?.groups?.['operation']
    if (operation === undefined) throw new Error(`${title}: no operation`)
    const variables: unknown = JSON.parse(VARIABLES.exec(body)?.groups?.['json'] ?? '{}')
    if (typeof variables !== 'object' || variables === null) throw new Error(`${title}: variables that are no object`)
    const count = EVENTS.exec(body)?.groups?.['count']
    if (operation.startsWith('subscription') !== (count !== undefined)) throw new Error(`${title}: how many events?`)
    const answer: unknown = JSON.parse(ANSWER.exec(body)?.groups?.['json'] ?? 'null')
    return {
      title,
      caller: CALLER.exec(body)?.groups?.['caller'] ?? null,
      operation,
      variables: { ...variables },
      events: count === undefined ? null : Number(count),
      answer,
    }
  })
}

/** The page with these answers, in the order of its steps; everything else stays as it is. */
export function withAnswers(page: string, answers: readonly unknown[]): string {
  let step = 0
  return page.replace(STEP, (text: string) => {
    const printed = `Answer:\n\n\`\`\`json\n${JSON.stringify(answers[step], null, 2)}\n\`\`\``
    step += 1
    return ANSWER.test(text) ? text.replace(ANSWER, () => printed) : `${text.trimEnd()}\n\n${printed}\n\n`
  })
}

export function writePage(text: string): void {
  writeFileSync(PAGE, `${text.trimEnd()}\n`)
}
