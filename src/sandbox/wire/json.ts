import type { Answer, Row, Value } from './answer.ts'
import { instantText, ZERO_DAY, ZERO_INSTANT } from './dates.ts'
import { mixedText } from './money.ts'

/** An answer as the old REST side writes it; money is a number in whatever form it happens to have. */
export function writeJson(answer: Answer): string {
  const items = answer.items.map(writeValue)
  return answer.shape === 'list' ? `[${items.join(',')}]` : (items[0] ?? 'null')
}

function writeRow(row: Row): string {
  return `{${Object.entries(row)
    .map(([name, value]) => `${JSON.stringify(name)}:${writeValue(value)}`)
    .join(',')}}`
}

function writeValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.text)
    case 'optional':
      return JSON.stringify(value.text ?? '')
    case 'whole':
    case 'code':
      return String(value.value)
    case 'money':
      return mixedText(value.kopecks)
    case 'instant':
      return JSON.stringify(value.at === null ? ZERO_INSTANT : instantText(value.at))
    case 'day':
      return JSON.stringify(value.text ?? ZERO_DAY)
    case 'wholes':
      return `[${value.values.join(',')}]`
    case 'row':
      return writeRow(value.row)
    case 'rows':
      return `[${value.rows.map(writeRow).join(',')}]`
    case 'raw':
      break
  }
  return value.quoted ? JSON.stringify(value.text) : value.text
}
