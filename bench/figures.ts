import { readFileSync, writeFileSync } from 'node:fs'
import { CONTENDER_NAMES, OPERATION_NAMES, type OperationName } from './options.ts'
import type { Ratio, Results } from './results.ts'

/** `node bench/figures.ts`: bench/results/latest.json → the tables of docs/performance.md, between its two marks. */
const RESULTS = new URL('./results/latest.json', import.meta.url)
const PAGE = new URL('../docs/performance.md', import.meta.url)
const BEGIN = '<!-- figures: written by bench/figures.ts -->'
const END = '<!-- end of figures -->'

const results: Results = JSON.parse(readFileSync(RESULTS, 'utf8'))
const page = readFileSync(PAGE, 'utf8')
const [before, rest = ''] = page.split(BEGIN)
const [, after] = rest.split(END)
if (before === undefined || after === undefined) throw new Error('docs/performance.md has lost its marks')
writeFileSync(PAGE, [before, BEGIN, '\n\n', writeFigures(results), '\n', END, after].join(''))

function writeFigures({ measuredAt, machine, options, operations, ratios, memory }: Results): string {
  const rows = OPERATION_NAMES.flatMap((operation) =>
    CONTENDER_NAMES.flatMap((contender) => {
      const figures = operations[operation]?.[contender]
      if (!figures) return []
      const { cpuMicros, spread, p50Ms, p99Ms, legacyCalls } = figures
      const cells = [
        operation,
        contender,
        cpuMicros.toFixed(0),
        `${Math.round(spread * 100)} %`,
        p50Ms.toFixed(2),
        p99Ms.toFixed(2),
        legacyCalls.toFixed(2),
      ]
      return [`| ${cells.join(' | ')} |`]
    }),
  )
  const pairs = [...new Set(ratios.map(({ of, to }) => `${of} ÷ ${to}`))]
  const ratioRows = pairs.map((pair) => {
    const ofPair = ratios.filter(({ of, to }) => `${of} ÷ ${to}` === pair)
    return `| ${pair} | ${OPERATION_NAMES.map((operation) => writeRatio(ofPair, operation)).join(' | ')} |`
  })
  const memories = CONTENDER_NAMES.flatMap((name) => {
    const megabytes = memory[name]?.residentMegabytes
    return megabytes === undefined ? [] : [`${name} ${megabytes.toFixed(0)} MB`]
  })
  return [
    `Measured on ${measuredAt.slice(0, 10)} on ${machine.cores} shared cores with Node ${machine.node}: ${options.rounds} rounds of ${options.seconds} s. The spreads say how noisy that was; read ratios, not microseconds.`,
    '',
    '| operation | contender | CPU, µs | spread | p50, ms | p99, ms | legacy calls |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
    `| CPU | ${OPERATION_NAMES.join(' | ')} |`,
    `|---|${OPERATION_NAMES.map(() => '---|').join('')}`,
    ...ratioRows,
    '',
    `Memory after the last round: ${memories.join(', ')}.`,
    '',
  ].join('\n')
}

function writeRatio(ratios: readonly Ratio[], operation: OperationName): string {
  const found = ratios.find((ratio) => ratio.operation === operation)
  if (!found) return ''
  const verdict = found.met === undefined ? '' : ` (${found.target}: ${found.met ? 'met' : 'missed'})`
  return `${found.ratio.toFixed(1)}${verdict}`
}
