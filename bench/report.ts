import { MAX_GATEWAY_MEGABYTES, type Results } from './results.ts'

/** The results as text: a table of figures, the ratios with their targets, memory. */
export function writeReport({ machine, options, operations, ratios, memory }: Results): string {
  const { seconds, rounds, concurrency } = options
  const figures = Object.entries(operations).flatMap(([operation, contenders]) =>
    Object.entries(contenders).map(([contender, one]) => [
      operation,
      contender,
      one.cpuMicros.toFixed(0),
      `${(one.spread * 100).toFixed(0)} %`,
      one.p50Ms.toFixed(2),
      one.p99Ms.toFixed(2),
      one.legacyCalls.toFixed(2),
    ]),
  )
  const ratioRows = ratios.map((one) => [
    one.operation,
    `${one.of} ÷ ${one.to}`,
    one.ratio.toFixed(2),
    `${one.from.toFixed(2)}–${one.upTo.toFixed(2)}`,
    one.target ?? '',
    one.met === undefined ? '' : one.met ? 'met' : 'MISSED',
  ])
  const memoryRows = Object.entries(memory).map(([contender, one]) => [
    contender,
    one.residentMegabytes.toFixed(0),
    one.peakMegabytes.toFixed(0),
    contender === 'ours' ? `at most ${MAX_GATEWAY_MEGABYTES}` : '',
    contender === 'ours' ? (one.residentMegabytes <= MAX_GATEWAY_MEGABYTES ? 'met' : 'MISSED') : '',
  ])
  return [
    `${rounds} rounds of ${seconds} s, ${concurrency} requests at once, ${machine.cores} cores, Node ${machine.node}`,
    table(['operation', 'contender', 'CPU µs', 'spread', 'p50 ms', 'p99 ms', 'legacy calls'], figures),
    table(['operation', 'CPU', 'ratio', 'rounds', 'target', ''], ratioRows),
    table(['memory', 'MB', 'peak MB', 'target', ''], memoryRows),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const widths = head.map((word, column) => Math.max(word.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const write = (row: readonly string[], isHead: boolean) =>
    row
      .map((cell, column) => {
        const alignsRight = isNumeric(isHead ? (rows[0]?.[column] ?? '') : cell)
        return alignsRight ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)
      })
      .join('  ')
      .trimEnd()
  return [
    write(head, true),
    write(
      widths.map((width) => '─'.repeat(width)),
      true,
    ),
    ...rows.map((row) => write(row, false)),
  ].join('\n')
}

function isNumeric(text: string): boolean {
  return /^\d/.test(text)
}
