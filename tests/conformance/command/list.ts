import type { Requirement } from '../requirement.ts'
import { REQUIREMENTS, sliceOf } from '../suite.ts'

/** Every requirement in its line, with what it needs. */
export function writeList(): string {
  const widest = Math.max(...REQUIREMENTS.map(({ id }) => id.length))
  return REQUIREMENTS.map((one) => `${one.id.padEnd(widest)}  ${one.statement} [${needsOf(one)}]\n`)
    .join('')
    .replaceAll(' []', '')
}

/** The table of docs/conformance.md, a chapter for each slice. */
export function writeChapters(): string {
  const slices = Map.groupBy(REQUIREMENTS, sliceOf)
  return [...slices]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([slice, own]) => {
      const rows = own.toSorted(compareIds).map((one) => `| ${one.id} | ${one.statement} | ${needsOf(one)} |`)
      return `### ${slice}\n\n| | requirement | needs |\n|---|---|---|\n${rows.join('\n')}\n`
    })
    .join('\n')
}

/** Capabilities first; then what the subject must have. */
function needsOf({ needs }: Requirement): string {
  return [
    ...(needs.capabilities ?? []).map((name) => `\`${name}\``),
    ...(needs.without === undefined ? [] : [`no \`${needs.without}\``]),
    ...(needs.faults ?? []).map(([operation, kind]) => `${kind} of ${operation}`),
    ...(needs.settings ?? []).map((name) => `connections with another ${name}`),
    ...(needs.parts ?? []),
    ...(needs.facts ?? []),
  ].join(', ')
}

/** By their numbers; those of one number by what stands after it. */
function compareIds(one: Requirement, other: Requirement): number {
  const [left, right] = [one, other].map(({ id }) => Number(/-(?<number>\d+)/.exec(id)?.groups?.['number']))
  return (left ?? 0) - (right ?? 0) || (one.id < other.id ? -1 : 1)
}
