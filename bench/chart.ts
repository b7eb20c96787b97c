import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { CONTENDER_NAMES, type ContenderName, OPERATION_NAMES, type OperationName } from './options.ts'
import type { Figures, Results } from './results.ts'

/** `node bench/chart.ts`: bench/results/latest.json → docs/assets/bench.svg, for light and dark pages. */
const RESULTS = new URL('./results/latest.json', import.meta.url)
const CHART = new URL('../docs/assets/bench.svg', import.meta.url)

const TITLES: Readonly<Record<OperationName, string>> = {
  tiny: 'tiny: one balance',
  cabinet: 'cabinet: first screen of a cabinet',
  list: 'list: fifty accounts',
  statement: 'statement: 500 entries',
}
const LABELS: Readonly<Record<ContenderName, string>> = {
  limit: 'hand-written limit',
  ours: 'Billing Gateway',
  apollo: 'Apollo, by the book',
  mercurius: 'Mercurius + jit',
}

const WIDTH = 880
const MARGIN = 20
const PANEL_GAP = 40
const PANEL_WIDTH = (WIDTH - 2 * MARGIN - PANEL_GAP) / 2
const PANEL_HEIGHT = 158
const TOP = 74
const HEIGHT = TOP + 2 * PANEL_HEIGHT + 28
const ROW_HEIGHT = 28
const BAR_HEIGHT = 18
const LABEL_WIDTH = 132
const VALUE_WIDTH = 108
const BAR_WIDTH = PANEL_WIDTH - LABEL_WIDTH - VALUE_WIDTH

const STYLE = `
  text { font-family: system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; fill: #1f2328; }
  .title { font-size: 17px; font-weight: 600; }
  .note { font-size: 12px; fill: #59636e; }
  .panel { font-size: 14px; font-weight: 600; }
  .label, .value { font-size: 12.5px; }
  .value { font-variant-numeric: tabular-nums; }
  .own { font-weight: 600; }
  .axis { stroke: #b7bfc8; }
  .limit { fill: #8c959f; } .ours { fill: #0969da; } .apollo { fill: #bf8700; } .mercurius { fill: #8250df; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .note { fill: #9198a1; } .axis { stroke: #4c545d; }
    .limit { fill: #7d8590; } .ours { fill: #4493f8; } .apollo { fill: #d29922; } .mercurius { fill: #ab7df8; }
  }`

const results: Results = JSON.parse(readFileSync(RESULTS, 'utf8'))
mkdirSync(new URL('.', CHART), { recursive: true })
writeFileSync(CHART, writeChart(results))

function writeChart({ operations, machine, measuredAt }: Results): string {
  const panels = OPERATION_NAMES.map((operation, index) => {
    const x = MARGIN + (index % 2) * (PANEL_WIDTH + PANEL_GAP)
    const y = TOP + Math.floor(index / 2) * PANEL_HEIGHT
    return `<g transform="translate(${x} ${y})">${writePanel(TITLES[operation], operations[operation] ?? {})}</g>`
  })
  const note = `${machine.cores} shared cores, Node ${machine.node}, ${measuredAt.slice(0, 10)}; medians. Each panel has a scale of its own.`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="Processor time per operation">`,
    `<style>${STYLE}\n</style>`,
    `<text class="title" x="${MARGIN}" y="24">Processor time per operation, µs: shorter is better</text>`,
    `<text class="note" x="${MARGIN}" y="43">${note}</text>`,
    ...panels,
    '</svg>\n',
  ].join('\n')
}

function writePanel(title: string, contenders: Partial<Record<ContenderName, Figures>>): string {
  const shown = CONTENDER_NAMES.flatMap((name) => {
    const figures = contenders[name]
    return figures === undefined ? [] : [{ name, cpuMicros: figures.cpuMicros }]
  })
  const longest = Math.max(...shown.map(({ cpuMicros }) => cpuMicros))
  const limit = contenders.limit?.cpuMicros
  const rows = shown.map(({ name, cpuMicros }, index) => {
    const y = 14 + index * ROW_HEIGHT
    const width = Math.max(2, (cpuMicros / longest) * BAR_WIDTH)
    const times = limit === undefined || name === 'limit' ? '' : `  ${(cpuMicros / limit).toFixed(1)}×`
    const own = name === 'ours' ? ' own' : ''
    const baseline = y + BAR_HEIGHT - 5
    return [
      `<text class="label${own}" x="${LABEL_WIDTH - 8}" y="${baseline}" text-anchor="end">${LABELS[name]}</text>`,
      `<rect class="${name}" x="${LABEL_WIDTH}" y="${y}" width="${width.toFixed(1)}" height="${BAR_HEIGHT}" rx="2"/>`,
      `<text class="value${own}" x="${(LABEL_WIDTH + width + 7).toFixed(1)}" y="${baseline}" xml:space="preserve">${writeNumber(cpuMicros)}${times}</text>`,
    ].join('')
  })
  const bottom = 14 + shown.length * ROW_HEIGHT - 4
  return [
    `<text class="panel" x="0" y="0">${title}</text>`,
    `<line class="axis" x1="${LABEL_WIDTH}" x2="${LABEL_WIDTH}" y1="9" y2="${bottom}"/>`,
    ...rows,
  ].join('\n')
}

/** 21250 → "21 250", with a narrow space that does not break. */
function writeNumber(value: number): string {
  return value.toFixed(0).replace(/(?<=\d)(?=(?:\d{3})+$)/g, '\u202f')
}
