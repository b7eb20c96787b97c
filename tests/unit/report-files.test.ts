import { spawnSync } from 'node:child_process'
import { Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { renderCsv } from '../../src/reports/csv.ts'
import { renderPdf } from '../../src/reports/pdf.ts'
import type { Renderer, ReportRow } from '../../src/reports/report.ts'
import { renderXlsx } from '../../src/reports/xlsx.ts'
import { makeReport, render, rubles } from '../support/reports.ts'
import { readArchive } from '../support/zip.ts'

const RENDERERS: readonly (readonly [string, Renderer])[] = [
  ['CSV', renderCsv],
  ['XLSX', renderXlsx],
  ['PDF', renderPdf],
]

/** What a program would run, and what only looks like it. */
const FORMULAS = ['=1+1', '+7 900', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', ' =1', '\u00a0=1', '＝1', '\0=1']
const HARMLESS = ['Интернет', '1=1', 'a-b', '', 'x\tx=1', '«-»', 'Иванов, Петров; а-б', 'x;1+2']

/** Whoever takes another sign for the end of a cell sees a cell begin in the middle of a text. */
const FORMULAS_WITHIN: readonly (readonly [string, string])[] = [
  ['x;=1+2;y', "x;'=1+2;y"],
  ['x,=1+2,y', "x,'=1+2,y"],
  ['x\t=1', "x\t'=1"],
  ['x\n@SUM(A1)', "x\n'@SUM(A1)"],
  ['x\r\n+1', "x\r\n'+1"],
  ['x\u2028-1', "x\u2028'-1"],
  ['x; \u00a0=1', "x;' \u00a0=1"],
  ['x;"=1+2"', `x;'""=1+2""`],
  ['x;;=1', "x;;'=1"],
  ['x;,=1', "x;,'=1"],
  ['=1;=2;＝3', "'=1;'=2;'＝3"],
  ['x;\0=1', "x;'\0=1"],
]

async function readCsv(descriptions: readonly string[], language: 'ru' | 'en' = 'ru'): Promise<string> {
  const report = makeReport(
    descriptions.map((description) => ({ description })),
    { language },
  )
  return (await render(renderCsv, report)).toString()
}

test.each(FORMULAS)('B4 a description %j is no formula in a CSV file', async (description) => {
  expect(await readCsv([description])).toContain(`"'${description}"`)
})

test.each(FORMULAS_WITHIN)(
  'B4 a description %j is no formula for whoever takes its signs for ends of cells',
  async (description, harmless) => {
    for (const language of ['ru', 'en'] as const)
      expect(await readCsv([description], language)).toContain(`"${harmless}"`)
  },
)

test.each(HARMLESS)('B4 a description %j stays as it is in a CSV file', async (description) => {
  expect(await readCsv([description])).toContain(`;"${description}";`)
})

test.each([
  [
    'ru',
    [
      '\uFEFF"Дата и время";"Операция";"Описание";"Поступило";"Списано";"Остаток";"Валюта"',
      '2026-03-29 10:00:05;"Списание";"ООО ""Рога"", копыта\nи хвосты";;1234,56;-1234,56;RUB',
      ';"Платёж";"Касса";0,05;;-1234,51;RUB',
      '',
    ],
  ],
  [
    'en',
    [
      '\uFEFF"Date and time","Operation","Description","Credited","Debited","Balance","Currency"',
      '2026-03-29 10:00:05,"Charge","ООО ""Рога"", копыта\nи хвосты",,1234.56,-1234.56,RUB',
      ',"Payment","Касса",0.05,,-1234.51,RUB',
      '',
    ],
  ],
] as const)(
  'B4 a CSV file is as spreadsheets of its language read it (%s): quotes are doubled, lines end with CR LF, amounts are numbers',
  async (language, lines) => {
    const entries = [
      { description: 'ООО "Рога", копыта\nи хвосты', amount: rubles(123456n) },
      { kind: 'PAYMENT', amount: rubles(5n), description: 'Касса', at: null },
    ] as const
    expect((await render(renderCsv, makeReport(entries, { language }))).toString()).toBe(lines.join('\r\n'))
  },
)

test('B4 a sheet has amounts and dates of their own types, and texts that are never formulas', async () => {
  const report = makeReport([
    { description: '=1+1', amount: rubles(123456n) },
    { kind: 'PAYMENT', amount: rubles(5n), description: 'a & <b> \u0001', at: null },
  ])
  const sheet = readArchive(await render(renderXlsx, report)).get('xl/worksheets/sheet1.xml') ?? ''
  // 29 March 2026 is day 46110 of a spreadsheet; 10:00:05 is 36005 of its 86400 seconds.
  expect(sheet).toContain(`<c r="A10" s="1"><v>${46_110 + 36_005 / 86_400}</v></c>`)
  expect(sheet).toContain('<c r="E10" s="2"><v>1234.56</v></c>')
  expect(sheet).toContain('<c r="F11" s="2"><v>-1234.51</v></c>')
  expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>')
  expect(sheet).toContain('a &amp; &lt;b&gt; \uFFFD')
  expect(sheet).not.toContain('<f>')
  expect(sheet).toMatch(/ООО «Кабельные сети Оки», ИНН 4028019369, КПП 402801001/)
})

test('B4 a text of a sheet stays as it is where it looks like an escaped character, and shows all its lines', async () => {
  const report = makeReport([
    { description: '_x000D_ _x0041_x0042_ _x00e9_ _x12_ _x005F_' },
    { description: 'a\nb\r\nc\rd' },
    { description: `${'a'.repeat(61)}\nb` },
    { description: '\n'.repeat(50) },
  ])
  const sheet = readArchive(await render(renderXlsx, report)).get('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).toContain('>_x005F_x000D_ _x005F_x0041_x005F_x0042_ _x005F_x00e9_ _x12_ _x005F_x005F_<')
  const heights = [...sheet.matchAll(/<row r="(\d+)"(?: ht="([\d.]+)" customHeight="1")?>/g)]
  expect(heights.slice(9, 13).map(([, , points]) => Number(points ?? 13.5) / 13.5)).toEqual([1, 4, 3, 10])
})

test.each(['ru', 'en'] as const)('B4 every part of a sheet is well-formed XML (%s)', async (language) => {
  const archive = readArchive(await render(renderXlsx, makeReport([{}], { language, holder: null, payee: null })))
  expect([...archive.keys()].toSorted()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ])
  const { SaxesParser } = await import('saxes')
  for (const text of archive.values()) expect(() => new SaxesParser({ xmlns: true }).write(text).close()).not.toThrow()
})

const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined
if (!hasPdfToText)
  process.stderr.write('Tests that read PDF are skipped: pdftotext (poppler-utils) is not installed.\n')

function readPages(pdf: Buffer): readonly string[] {
  const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1e8 })
  return stdout.split('\f').slice(0, -1)
}

test.skipIf(!hasPdfToText)(
  'B4 pages tell the payee, repeat the head of the table, count themselves and end with the totals',
  async () => {
    const entries = Array.from({ length: 100 }, (_, at) => ({
      description: `Звонок № ${at}`,
      amount: rubles(100_050n),
    }))
    const pages = readPages(
      await render(renderPdf, makeReport([{ kind: 'PAYMENT', amount: rubles(150_000n) }, ...entries])),
    )
    expect(pages.length).toBeGreaterThan(2)
    for (const [at, page] of pages.entries()) {
      expect(page).toContain(`Страница ${at + 1} из ${pages.length}`)
      expect(page).toMatch(/Дата и время\s+Операция, описание\s+Поступило\s+Списано\s+Остаток/)
    }
    expect(pages[0]).toContain('Выписка по лицевому счёту 007123')
    expect(pages[0]).toContain('ООО «Кабельные сети Оки», ИНН 4028019369, КПП 402801001')
    expect(pages.at(-1)).toMatch(/Итого\s+1\s500,00\s+100\s050,00\s+−98\s550,00/)
    expect(pages.join('').match(/Звонок № \d+/g)).toEqual(entries.map(({ description }) => description))
  },
)

test.skipIf(!hasPdfToText)('B4 pages in English, of nothing, and of words that no line holds', async () => {
  const head = { language: 'en', holder: null, payee: null } as const
  expect(readPages(await render(renderPdf, makeReport([], head))).join('')).toMatch(
    /Account statement 007123[^]+There were no operations in this period\.[^]+Page 1 of 1/,
  )
  const [long = ''] = readPages(
    await render(renderPdf, makeReport([{ description: 'Щ'.repeat(2000), at: null }], head)),
  )
  expect(long).toMatch(/unknown[^]+Щ{10,}…/)
})

test.each(RENDERERS)(
  'B4 %s: what cannot be read or written ends the file with that error, and nobody waits',
  async (_name, renderer) => {
    const failing = { ...makeReport([{}]), rows: failingRows }
    await expect(render(renderer, failing)).rejects.toThrow('The disk is gone.')
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('The disk is full.')) })
    const long = makeReport(Array.from({ length: 5000 }, () => ({})))
    await expect(renderer(long, full)).rejects.toThrow('The disk is full.')
  },
)

function failingRows(): AsyncIterable<ReportRow> {
  return Readable.from([], { objectMode: true }).destroy(new Error('The disk is gone.'))
}
