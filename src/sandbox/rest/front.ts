import { plain } from '../faults/bytes.ts'
import type { FaultSetting } from '../faults/table.ts'
import type { Front } from '../serve.ts'
import { type Answer, mapRows, type Reply, text } from '../wire/answer.ts'
import { type Charset, encodeCyrillic } from '../wire/charset.ts'
import { writeJson } from '../wire/json.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** How the REST side writes: JSON, and plain text for everything that goes wrong. */
export const restFront: Front = {
  notation: 'json',
  contentType: JSON_TYPE,
  write(answer, { faults }) {
    const first = answer.items[0]
    if (answer.shape === 'plain') return plain(200, first?.kind === 'text' ? first.text : '')
    const charsetFault = faults.get('wrongCharset')
    if (charsetFault !== undefined) return writeInWrongCharset(answer, charsetFault)
    const written = writeJson(answer)
    return reply(faults.has('notWellFormed') ? breakJson(written) : written)
  },
  refuse: (refusal) => plain(refusal.status, refusal.text),
  refuseWith200: () => reply('{"errno":20,"errstr":"Internal error"}'),
}

function reply(body: string): Reply {
  return { status: 200, headers: { 'content-type': JSON_TYPE }, body: Buffer.from(body, 'utf8') }
}

function breakJson(written: string): string {
  return `${written.slice(0, -1)},{"company":"Ivanov & Sons "<LLC>""}${written.slice(-1)}`
}

/** Every row gets a remark in Russian, so that the fault shows whatever the rows hold. */
function writeInWrongCharset(answer: Answer, { variant }: FaultSetting): Reply {
  const marked = mapRows(answer, (row) => ({ ...row, note: text('Примечание') }))
  const charset: Charset = variant === 'header' || variant === 'both' ? 'windows-1251' : 'utf-8'
  const written = writeJson(marked)
  const body = variant === 'header' ? Buffer.from(written, 'utf8') : encodeCyrillic(written, escapeCharacter)
  return { status: 200, headers: { 'content-type': `application/json; charset=${charset}` }, body }
}

function escapeCharacter(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
